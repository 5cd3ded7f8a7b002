// SPDX-License-Identifier: MIT
//? determinant(int256[][] [[2, 0, 1], [1, 3, 2], [1, 1, 1]])
//? determinant(int256[][] [[1, 2], [2, 4]])
//? determinant(int256[][] [[1, 2], [3]])
//? product(int256[][] [[1, 2, 3], [4, 5, 6]], int256[][] [[1, 0], [0, 1], [-1, 2]])
//? product(int256[][] [[1, 2]], int256[][] [[1, 0]])
//? power(int256[2][2] [[1, 1], [1, 0]], uint256 90)
//? power(int256[2][2] [[1, 1], [1, 0]], uint256 400)
//? transpose(uint8[3][2] [[1, 2, 3], [4, 5, 255]])
//? factorial(uint256 70)
//? fibonacciBig(uint256 500)
//? addBig(uint32[] [4294967295, 4294967295], uint32[] [1])
//? mulBig(uint32[] [4294967295, 4294967295, 7], uint32[] [4294967295, 9])
//? mulBig(uint32[] [], uint32[] [4294967295, 9])
//? modPow(uint256 3, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639934, uint256 115792089210356248762697446949407573530086143415290314195533631308867097853951)
//? gcd(uint256 1071, uint256 462)
//? inverse(uint256 3, uint256 11)
//? inverse(uint256 2, uint256 4)
//? primes(uint256 60)
//? queens(uint8 6)
//? spiral(uint256 3, uint256 4)
//? rows(uint256 4)
//? rows(uint256 0)
pragma solidity ^0.8.20;

library Big {
    struct Number {
        uint32[] limbs;
    }

    function make(uint256 value) internal pure returns (Number memory n) {
        uint256 count;
        for (uint256 v = value; v > 0; v >>= 32) count++;
        n.limbs = new uint32[](count);
        for (uint256 i = 0; i < count; i++) n.limbs[i] = uint32(value >> (32 * i));
    }

    function trim(uint32[] memory limbs) internal pure returns (uint32[] memory out) {
        uint256 size = limbs.length;
        while (size > 0 && limbs[size - 1] == 0) --size;
        if (size == limbs.length) return limbs;
        out = new uint32[](size);
        for (uint256 i; i < size; ++i) out[i] = limbs[i];
    }

    function plus(Number memory a, Number memory b) internal pure returns (Number memory) {
        (uint32[] memory x, uint32[] memory y) = a.limbs.length >= b.limbs.length ? (a.limbs, b.limbs) : (b.limbs, a.limbs);
        uint32[] memory sum = new uint32[](x.length + 1);
        uint64 carry;
        for (uint256 i = 0; i < x.length; i++) {
            carry += uint64(x[i]) + (i < y.length ? y[i] : 0);
            sum[i] = uint32(carry);
            carry >>= 32;
        }
        sum[x.length] = uint32(carry);
        return Number(trim(sum));
    }

    function times(Number memory a, Number memory b) internal pure returns (Number memory) {
        uint32[] memory out = new uint32[](a.limbs.length + b.limbs.length);
        for (uint256 i = 0; i < a.limbs.length; i++) {
            uint64 carry = 0;
            for (uint256 j = 0; j < b.limbs.length; j++) {
                carry += uint64(a.limbs[i]) * b.limbs[j] + out[i + j];
                (out[i + j], carry) = (uint32(carry), carry >> 32);
            }
            out[i + b.limbs.length] = uint32(carry);
        }
        return Number({limbs: trim(out)});
    }

    function divideSmall(Number memory a, uint32 by) internal pure returns (Number memory, uint32) {
        uint32[] memory out = new uint32[](a.limbs.length);
        uint64 rest;
        for (uint256 i = a.limbs.length; i > 0; --i) {
            rest = (rest << 32) | a.limbs[i - 1];
            out[i - 1] = uint32(rest / by);
            rest %= by;
        }
        return (Number(trim(out)), uint32(rest));
    }

    function decimal(Number memory n) internal pure returns (string memory text) {
        if (n.limbs.length == 0) return "0";
        uint32 digit;
        Number memory rest = Number(n.limbs);
        while (rest.limbs.length > 0) {
            (rest, digit) = divideSmall(rest, 10);
            text = string(abi.encodePacked(uint8(48 + digit), text));
        }
    }
}

contract Numbers {
    using Big for Big.Number;

    error Shape(uint256 rows, uint256 columns);
    uint256[][] private triangle;

    function determinant(int256[][] memory m) public pure returns (int256 sum) {
        uint256 n = m.length;
        if (n == 1) return m[0][0];
        int256 sign = 1;
        for (uint256 column = 0; column < n; column++) {
            if (m[column].length != n) revert Shape(n, m[column].length);
            sum += sign * m[0][column] * determinant(_minor(m, column));
            sign = -sign;
        }
    }

    function _minor(int256[][] memory m, uint256 column) private pure returns (int256[][] memory out) {
        out = new int256[][](m.length - 1);
        for (uint256 i = 1; i < m.length; i++) {
            int256[] memory row = new int256[](m.length - 1);
            for ((uint256 j, uint256 k) = (0, 0); j < m.length; j++) if (j != column) row[k++] = m[i][j];
            out[i - 1] = row;
        }
    }

    function product(int256[][] calldata a, int256[][] calldata b) external pure returns (int256[][] memory c) {
        if (a[0].length != b.length) revert Shape({rows: b.length, columns: a[0].length});
        c = new int256[][](a.length);
        for (uint256 i; i < a.length; i++) {
            c[i] = new int256[](b[0].length);
            for (uint256 j; j < b[0].length; j++) for (uint256 k; k < b.length; k++) c[i][j] += a[i][k] * b[k][j];
        }
    }

    function power(int256[2][2] memory m, uint256 n) external pure returns (int256[2][2] memory r) {
        r = [[int256(1), 0], [int256(0), 1]];
        for (; n > 0; n /= 2) {
            if (n & 1 == 1) r = _times(r, m);
            if (n > 1) m = _times(m, m);
        }
    }

    function _times(int256[2][2] memory a, int256[2][2] memory b) private pure returns (int256[2][2] memory c) {
        for (uint256 i; i < 2; i++) for (uint256 j; j < 2; j++) c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
    }

    function transpose(uint8[3][2] calldata m) external pure returns (uint8[2][3] memory t) {
        for (uint256 i; i < m.length; i++) for (uint256 j; j < m[i].length; j++) t[j][i] = m[i][j];
    }

    function factorial(uint256 n) external pure returns (string memory) {
        Big.Number memory f = Big.make(1);
        for (uint256 i = 2; i <= n; i++) f = f.times(Big.make(i));
        return f.decimal();
    }

    function fibonacciBig(uint256 n) external pure returns (string memory) {
        (Big.Number memory a, Big.Number memory b) = (Big.make(0), Big.make(1));
        while (n-- > 1) (a, b) = (b, a.plus(b));
        return b.decimal();
    }

    function addBig(uint32[] memory a, uint32[] memory b) external pure returns (uint32[] memory, string memory) {
        Big.Number memory sum = Big.Number(a).plus(Big.Number(b));
        return (sum.limbs, sum.decimal());
    }

    function mulBig(uint32[] memory a, uint32[] memory b) external pure returns (uint32[] memory) {
        return Big.times(Big.Number(a), Big.Number({limbs: b})).limbs;
    }

    function modPow(uint256 base, uint256 exponent, uint256 modulus) public pure returns (uint256 r) {
        r = 1;
        while (exponent != 0) {
            if (exponent % 2 != 0) r = mulmod(r, base, modulus);
            base = mulmod(base, base, modulus);
            exponent >>= 1;
        }
    }

    function gcd(uint256 a, uint256 b) public pure returns (uint256) {
        return b == 0 ? a : gcd(b, a % b);
    }

    function inverse(uint256 a, uint256 n) external pure returns (uint256) {
        (int256 t, int256 next, int256 r, int256 nextR) = (0, 1, int256(n), int256(a));
        while (nextR != 0) {
            int256 q = r / nextR;
            (t, next) = (next, t - q * next);
            (r, nextR) = (nextR, r - q * nextR);
        }
        require(r == 1, "no inverse");
        return t < 0 ? uint256(t + int256(n)) : uint256(t);
    }

    function primes(uint256 limit) external pure returns (uint16[] memory list) {
        bool[] memory composite = new bool[](limit);
        uint256 count;
        for (uint256 i = 2; i < limit; i++) {
            if (composite[i]) continue;
            count++;
            for (uint256 j = i * i; j < limit; j += i) composite[j] = true;
        }
        list = new uint16[](count);
        for (uint256 i = limit; i > 2; ) if (!composite[--i]) list[--count] = uint16(i);
    }

    function queens(uint8 n) external pure returns (uint256 solutions, uint8[] memory first) {
        uint8[] memory columns = new uint8[](n);
        first = new uint8[](0);
        (solutions, first) = _place(columns, 0, first);
    }

    function _place(uint8[] memory columns, uint256 row, uint8[] memory first) private pure returns (uint256 found, uint8[] memory) {
        if (row == columns.length) {
            if (first.length == 0) {
                first = new uint8[](row);
                for (uint256 i; i < row; i++) first[i] = columns[i];
            }
            return (1, first);
        }
        for (uint8 column = 0; column < columns.length; column++) {
            bool free = true;
            for (uint256 i = 0; i < row && free; i++) {
                uint256 distance = columns[i] > column ? columns[i] - column : column - columns[i];
                free = distance != 0 && distance != row - i;
            }
            if (!free) continue;
            columns[row] = column;
            uint256 more;
            (more, first) = _place(columns, row + 1, first);
            found += more;
        }
        return (found, first);
    }

    function spiral(uint256 rows_, uint256 columns) external pure returns (uint256[][] memory grid) {
        grid = new uint256[][](rows_);
        for (uint256 i; i < rows_; i++) grid[i] = new uint256[](columns);
        int256[2][4] memory steps = [[int256(0), 1], [int256(1), 0], [int256(0), -1], [int256(-1), 0]];
        (int256 y, int256 x, uint256 d) = (0, 0, 0);
        for (uint256 n = 1; n <= rows_ * columns; n++) {
            grid[uint256(y)][uint256(x)] = n;
            (int256 ny, int256 nx) = (y + steps[d][0], x + steps[d][1]);
            if (
                ny < 0 || nx < 0 || uint256(ny) >= rows_ || uint256(nx) >= columns || grid[uint256(ny)][uint256(nx)] != 0
            ) {
                d = (d + 1) % 4;
                (ny, nx) = (y + steps[d][0], x + steps[d][1]);
            }
            (y, x) = (ny, nx);
        }
    }

    function rows(uint256 n) external returns (uint256[][] memory) {
        delete triangle;
        for (uint256 i; i < n; i++) {
            uint256[] storage row = triangle.push();
            for (uint256 j; j <= i; j++) row.push(j == 0 || j == i ? 1 : triangle[i - 1][j - 1] + triangle[i - 1][j]);
        }
        return triangle;
    }
}

//= deploy: ok
//= determinant(int256[][]): ok 0
//= determinant(int256[][]): ok 0
//= determinant(int256[][]): panic 0x32
//= product(int256[][],int256[][]): ok [[-2, 8], [-2, 17]]
//= product(int256[][],int256[][]): revert Shape(uint256,uint256) (1, 2)
//= power(int256[2][2],uint256): ok [[4660046610375530309, 2880067194370816120], [2880067194370816120, 1779979416004714189]]
//= power(int256[2][2],uint256): panic 0x11
//= transpose(uint8[3][2]): ok [[1, 4], [2, 5], [3, 255]]
//= factorial(uint256): ok "11978571669969891796072783721689098736458938142546425857555362864628009582789845319680000000000000000"
//= fibonacciBig(uint256): ok "139423224561697880139724382870407283950070256587697307264108962948325571622863290691557658876222521294125"
//= addBig(uint32[],uint32[]): ok [0, 0, 1], "18446744073709551616"
//= mulBig(uint32[],uint32[]): ok [1, 4294967286, 4294967287, 79]
//= mulBig(uint32[],uint32[]): ok []
//= modPow(uint256,uint256,uint256): ok 22489616882803731161213407341803604460949419607478622260028788310239049883823
//= gcd(uint256,uint256): ok 21
//= inverse(uint256,uint256): ok 4
//= inverse(uint256,uint256): revert "no inverse"
//= primes(uint256): ok [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]
//= queens(uint8): ok 4, [1, 3, 5, 0, 2, 4]
//= spiral(uint256,uint256): ok [[1, 2, 3, 4], [10, 11, 12, 5], [9, 8, 7, 6]]
//= rows(uint256): ok [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]]
//= rows(uint256): ok []
