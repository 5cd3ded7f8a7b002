// Fixed point mathematics: mulDiv with 512 bits, square roots, powers by squaring, logarithm, average.
//? mulDiv(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? mulDiv(uint256 7, uint256 9, uint256 10)
//? mulDiv(uint256 340282366920938463463374607431768211456, uint256 340282366920938463463374607431768211456, uint256 1)
//? mulDiv(uint256 1, uint256 1, uint256 0)
//? mulDiv(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 3, uint256 4)
//? mulDivUp(uint256 7, uint256 9, uint256 10)
//? mulDivUp(uint256 10, uint256 10, uint256 10)
//? sqrt(uint256 0)
//? sqrt(uint256 99)
//? sqrt(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? wadPow(uint256 1050000000000000000, uint256 10)
//? wadPow(uint256 0, uint256 0)
//? wadMul(uint256 1500000000000000000, uint256 2500000000000000000)
//? wadDiv(uint256 1, uint256 3)
//? wadDiv(uint256 1, uint256 0)
//? average(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639933)
//? ceilDiv(uint256 0, uint256 5)
//? ceilDiv(uint256 11, uint256 5)
//? log2(uint256 1)
//? log2(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? log10(uint256 999)
//? expSeries(uint256 1000000000000000000)
//? gcd(uint256 1071, uint256 462)
//? modExp(uint256 3, uint256 200, uint256 1000007)
//? abs(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968)
//? invMod(uint256 3, uint256 11)
//? invMod(uint256 6, uint256 9)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library FixedPoint {
    uint256 internal constant WAD = 1e18;

    error MulDivOverflow(uint256 x, uint256 y, uint256 denominator);

    /// @dev x * y / denominator with a product of 512 bits.
    function mulDiv(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256 result) {
        unchecked {
            // The low half of the product, and the high half from the product modulo 2^256 - 1.
            uint256 low = x * y;
            uint256 folded = mulmod(x, y, type(uint256).max);
            uint256 high = folded - low - (folded < low ? 1 : 0);

            require(denominator != 0, "division by zero");
            if (high == 0) return low / denominator;
            if (high >= denominator) revert MulDivOverflow(x, y, denominator);

            // Long division, one bit of the low half after the other.
            for (uint256 i = 0; i < 256; i++) {
                bool carry = high >> 255 == 1;
                high = high << 1 | low >> 255;
                low <<= 1;
                result <<= 1;
                if (carry || high >= denominator) {
                    high -= denominator;
                    result |= 1;
                }
            }
        }
    }

    function mulDivUp(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256 result) {
        result = mulDiv(x, y, denominator);
        if (mulmod(x, y, denominator) > 0) {
            result += 1;
        }
    }

    function sqrt(uint256 a) internal pure returns (uint256) {
        if (a == 0) return 0;
        uint256 result = 1 << (log2(a) >> 1);
        unchecked {
            for (uint256 i = 0; i < 7; i++) {
                result = (result + a / result) >> 1;
            }
            uint256 other = a / result;
            return result < other ? result : other;
        }
    }

    function log2(uint256 x) internal pure returns (uint256 r) {
        for (uint256 shift = 128; shift != 0; shift /= 2) {
            if (x >> shift > 0) {
                x >>= shift;
                r += shift;
            }
        }
    }

    function log10(uint256 x) internal pure returns (uint256 r) {
        while (x >= 10) {
            x /= 10;
            r++;
        }
    }

    function wadMul(uint256 x, uint256 y) internal pure returns (uint256) {
        return mulDiv(x, y, WAD);
    }

    function wadPow(uint256 base, uint256 exponent) internal pure returns (uint256 z) {
        z = exponent % 2 != 0 ? base : WAD;
        for (exponent /= 2; exponent != 0; exponent /= 2) {
            base = wadMul(base, base);
            if (exponent % 2 != 0) {
                z = wadMul(z, base);
            }
        }
    }
}

contract FixedPointUser {
    using FixedPoint for uint256;

    function mulDiv(uint256 x, uint256 y, uint256 d) external pure returns (uint256) {
        return x.mulDiv(y, d);
    }

    function mulDivUp(uint256 x, uint256 y, uint256 d) external pure returns (uint256) {
        return x.mulDivUp(y, d);
    }

    function sqrt(uint256 x) external pure returns (uint256) {
        return x.sqrt();
    }

    function log2(uint256 x) external pure returns (uint256) {
        return x.log2();
    }

    function log10(uint256 x) external pure returns (uint256) {
        return x.log10();
    }

    function wadMul(uint256 x, uint256 y) external pure returns (uint256) {
        return x.wadMul(y);
    }

    function wadDiv(uint256 x, uint256 y) external pure returns (uint256) {
        return FixedPoint.mulDiv(x, FixedPoint.WAD, y);
    }

    function wadPow(uint256 x, uint256 n) external pure returns (uint256) {
        return x.wadPow(n);
    }

    function average(uint256 a, uint256 b) external pure returns (uint256) {
        return (a & b) + (a ^ b) / 2;
    }

    function ceilDiv(uint256 a, uint256 b) external pure returns (uint256) {
        return a == 0 ? 0 : (a - 1) / b + 1;
    }

    /// @notice e to the power of x / 1e18 by 20 terms of the series.
    function expSeries(uint256 x) external pure returns (uint256 sum) {
        uint256 term = FixedPoint.WAD;
        for (uint256 i = 1; i <= 20; ++i) {
            sum += term;
            term = (term * x) / (i * 1 ether);
        }
    }

    function gcd(uint256 a, uint256 b) external pure returns (uint256) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    function modExp(uint256 base, uint256 exponent, uint256 modulus) external pure returns (uint256 r) {
        r = 1;
        base %= modulus;
        while (exponent > 0) {
            if (exponent & 1 == 1) r = mulmod(r, base, modulus);
            base = mulmod(base, base, modulus);
            exponent >>= 1;
        }
    }

    function abs(int256 n) external pure returns (uint256) {
        unchecked {
            return uint256(n >= 0 ? n : -n);
        }
    }

    function invMod(uint256 a, uint256 n) external pure returns (uint256) {
        (int256 t, int256 newT) = (0, 1);
        (uint256 r, uint256 newR) = (n, a);
        while (newR != 0) {
            uint256 q = r / newR;
            (t, newT) = (newT, t - int256(q) * newT);
            (r, newR) = (newR, r - q * newR);
        }
        if (r != 1) return 0;
        return t < 0 ? n - uint256(-t) : uint256(t);
    }
}

//= deploy: ok
//= mulDiv(uint256,uint256,uint256): ok 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= mulDiv(uint256,uint256,uint256): ok 6
//= mulDiv(uint256,uint256,uint256): revert MulDivOverflow(uint256,uint256,uint256) (340282366920938463463374607431768211456, 340282366920938463463374607431768211456, 1)
//= mulDiv(uint256,uint256,uint256): revert "division by zero"
//= mulDiv(uint256,uint256,uint256): ok 86844066927987146567678238756515930889952488499230423029593188005934847229951
//= mulDivUp(uint256,uint256,uint256): ok 7
//= mulDivUp(uint256,uint256,uint256): ok 10
//= sqrt(uint256): ok 0
//= sqrt(uint256): ok 9
//= sqrt(uint256): ok 340282366920938463463374607431768211455
//= wadPow(uint256,uint256): ok 1628894626777441406
//= wadPow(uint256,uint256): ok 1000000000000000000
//= wadMul(uint256,uint256): ok 3750000000000000000
//= wadDiv(uint256,uint256): ok 333333333333333333
//= wadDiv(uint256,uint256): revert "division by zero"
//= average(uint256,uint256): ok 115792089237316195423570985008687907853269984665640564039457584007913129639934
//= ceilDiv(uint256,uint256): ok 0
//= ceilDiv(uint256,uint256): ok 3
//= log2(uint256): ok 0
//= log2(uint256): ok 255
//= log10(uint256): ok 2
//= expSeries(uint256): ok 2718281828459045226
//= gcd(uint256,uint256): ok 21
//= modExp(uint256,uint256,uint256): ok 959082
//= abs(int256): ok 57896044618658097711785492504343953926634992332820282019728792003956564819968
//= invMod(uint256,uint256): ok 4
//= invMod(uint256,uint256): ok 0
