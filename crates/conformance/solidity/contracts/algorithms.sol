// Algorithms of a first course: sorting in three ways, searching, primes, Fibonacci, permutations, matrices.
//? bubbleSort(uint256[] [5, 2, 9, 1, 5])
//? quickSort(int256[] [5, -2, 9, 0, -7, 9])
//? mergeSort(uint256[] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
//? quickSort(int256[] [])
//? binarySearch(uint256[] [1, 3, 5, 7, 9], uint256 7)
//? binarySearch(uint256[] [1, 3, 5, 7, 9], uint256 4)
//? sieve(uint256 30)
//? isPrime(uint256 1000003)
//? fibonacci(uint256 100)
//? fibonacci(uint256 371)
//? hanoi(uint8 3)
//? permutations(uint8 3)
//? transpose(uint256[2][3] [[1, 2], [3, 4], [5, 6]])
//? multiply(int32[2][2] [[1, 2], [3, 4]], int32[2][2] [[0, 1], [1, 0]])
//? collatz(uint256 27)
//? perfect(uint256 28)
//? digits(uint256 9081726354)
//? unique(uint256[] [3, 1, 3, 2, 1])
//? rotate(uint8[] [1, 2, 3, 4, 5], uint256 2)
//? ackermann(uint256 2, uint256 3)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Algorithms {
    struct Move {
        uint8 disk;
        bytes1 from;
        bytes1 to;
    }

    function bubbleSort(uint256[] memory a) external pure returns (uint256[] memory, uint256 swaps) {
        bool again;
        do {
            again = false;
            for (uint256 i = 1; i < a.length; i++) {
                if (a[i - 1] > a[i]) {
                    (a[i - 1], a[i]) = (a[i], a[i - 1]);
                    again = true;
                    swaps++;
                }
            }
        } while (again);
        return (a, swaps);
    }

    function quickSort(int256[] memory a) external pure returns (int256[] memory) {
        if (a.length > 1) _quickSort(a, 0, int256(a.length) - 1);
        return a;
    }

    function _quickSort(int256[] memory a, int256 left, int256 right) private pure {
        int256 i = left;
        int256 j = right;
        int256 pivot = a[uint256(left + (right - left) / 2)];
        while (i <= j) {
            while (a[uint256(i)] < pivot) i++;
            while (pivot < a[uint256(j)]) j--;
            if (i <= j) {
                (a[uint256(i)], a[uint256(j)]) = (a[uint256(j)], a[uint256(i)]);
                i++;
                j--;
            }
        }
        if (left < j) _quickSort(a, left, j);
        if (i < right) _quickSort(a, i, right);
    }

    function mergeSort(uint256[] memory a) public pure returns (uint256[] memory sorted) {
        uint256 n = a.length;
        if (n < 2) return a;
        uint256[] memory left = new uint256[](n / 2);
        uint256[] memory right = new uint256[](n - n / 2);
        for (uint256 k = 0; k < n; k++) {
            if (k < left.length) left[k] = a[k];
            else right[k - left.length] = a[k];
        }
        left = mergeSort(left);
        right = mergeSort(right);
        sorted = new uint256[](n);
        (uint256 i, uint256 j) = (0, 0);
        for (uint256 k; k < n; k++) {
            bool takeLeft = j == right.length || (i < left.length && left[i] <= right[j]);
            sorted[k] = takeLeft ? left[i++] : right[j++];
        }
    }

    function binarySearch(uint256[] calldata a, uint256 x) external pure returns (bool found, uint256 index) {
        uint256 high = a.length;
        while (index < high) {
            uint256 mid = index + (high - index) / 2;
            if (a[mid] == x) return (true, mid);
            if (a[mid] < x) index = mid + 1;
            else high = mid;
        }
    }

    function sieve(uint256 limit) external pure returns (uint16[] memory primes) {
        bool[] memory composite = new bool[](limit + 1);
        uint256 count;
        for (uint256 i = 2; i <= limit; i++) {
            if (composite[i]) continue;
            count++;
            for (uint256 j = i * i; j <= limit; j += i) composite[j] = true;
        }
        primes = new uint16[](count);
        for (uint256 i = limit; i >= 2; i--) {
            if (!composite[i]) primes[--count] = uint16(i);
        }
    }

    function isPrime(uint256 n) external pure returns (bool) {
        if (n < 2) return false;
        for (uint256 d = 2; d * d <= n; d += d == 2 ? 1 : 2) {
            if (n % d == 0) return false;
        }
        return true;
    }

    function fibonacci(uint256 n) external pure returns (uint256 a) {
        uint256 b = 1;
        for (; n > 0; n--) (a, b) = (b, a + b);
    }

    function hanoi(uint8 n) external pure returns (Move[] memory moves) {
        moves = new Move[](2 ** n - 1);
        assert(_hanoi(n, "A", "B", "C", moves, 0) == moves.length);
    }

    function _hanoi(uint8 n, bytes1 from, bytes1 over, bytes1 to, Move[] memory moves, uint256 at)
        private
        pure
        returns (uint256)
    {
        if (n == 0) return at;
        at = _hanoi(n - 1, from, to, over, moves, at);
        moves[at++] = Move(n, from, to);
        return _hanoi(n - 1, over, from, to, moves, at);
    }

    function permutations(uint8 n) external pure returns (string[] memory all) {
        uint256 count = 1;
        for (uint256 i = 2; i <= n; i++) count *= i;
        all = new string[](count);
        bytes memory letters = new bytes(n);
        for (uint8 i = 0; i < n; i++) letters[i] = bytes1(0x61 + i);
        for (uint256 k = 0; k < count; k++) {
            all[k] = string(abi.encodePacked(letters));
            _next(letters);
        }
    }

    function _next(bytes memory s) private pure {
        uint256 i = s.length - 1;
        while (i > 0 && s[i - 1] >= s[i]) i--;
        if (i == 0) return;
        uint256 j = s.length - 1;
        while (s[j] <= s[i - 1]) j--;
        (s[i - 1], s[j]) = (s[j], s[i - 1]);
        for (j = s.length - 1; i < j; i++) {
            (s[i], s[j]) = (s[j], s[i]);
            j--;
        }
    }

    function transpose(uint256[2][3] memory m) external pure returns (uint256[3][2] memory t) {
        for (uint256 i = 0; i < 3; i++) {
            for (uint256 j = 0; j < 2; j++) t[j][i] = m[i][j];
        }
    }

    function multiply(int32[2][2] memory a, int32[2][2] memory b) external pure returns (int32[2][2] memory c) {
        for (uint256 i = 0; i < 2; i++) {
            for (uint256 j = 0; j < 2; j++) {
                for (uint256 k = 0; k < 2; k++) c[i][j] += a[i][k] * b[k][j];
            }
        }
    }

    function collatz(uint256 n) external pure returns (uint256 steps, uint256 highest) {
        for (highest = n; n != 1; ++steps) {
            n = n & 1 == 0 ? n >> 1 : 3 * n + 1;
            if (n > highest) highest = n;
        }
    }

    function perfect(uint256 n) external pure returns (bool) {
        uint256 sum = 0;
        for (uint256 d = 1; d < n; d++) if (n % d == 0) sum += d;
        return sum == n;
    }

    function digits(uint256 n) external pure returns (uint256 sum, uint256 reversed, bool[10] memory seen) {
        while (n > 0) {
            uint256 d = n % 10;
            sum += d;
            reversed = reversed * 10 + d;
            seen[d] = true;
            n /= 10;
        }
    }

    function unique(uint256[] memory a) external pure returns (uint256[] memory result) {
        uint256 n = 0;
        for (uint256 i = 0; i < a.length; i++) {
            bool known = false;
            for (uint256 j = 0; j < n && !known; j++) known = a[j] == a[i];
            if (!known) a[n++] = a[i];
        }
        result = new uint256[](n);
        while (n-- > 0) {
            result[n] = a[n];
            if (n == 0) break;
        }
    }

    function rotate(uint8[] memory a, uint256 by) external pure returns (uint8[] memory) {
        for (; by > 0; by--) {
            uint8 first = a[0];
            for (uint256 i = 0; i < a.length - 1; i++) a[i] = a[i + 1];
            a[a.length - 1] = first;
        }
        return a;
    }

    function ackermann(uint256 m, uint256 n) public pure returns (uint256) {
        if (m == 0) return n + 1;
        if (n == 0) return ackermann(m - 1, 1);
        return ackermann(m - 1, ackermann(m, n - 1));
    }
}

//= deploy: ok
//= bubbleSort(uint256[]): ok [1, 2, 5, 5, 9], 5
//= quickSort(int256[]): ok [-7, -2, 0, 5, 9, 9]
//= mergeSort(uint256[]): ok [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
//= quickSort(int256[]): ok []
//= binarySearch(uint256[],uint256): ok true, 3
//= binarySearch(uint256[],uint256): ok false, 2
//= sieve(uint256): ok [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
//= isPrime(uint256): ok true
//= fibonacci(uint256): ok 354224848179261915075
//= fibonacci(uint256): panic 0x11
//= hanoi(uint8): ok [(1, 0x41, 0x43), (2, 0x41, 0x42), (1, 0x43, 0x42), (3, 0x41, 0x43), (1, 0x42, 0x41), (2, 0x42, 0x43), (1, 0x41, 0x43)]
//= permutations(uint8): ok ["abc", "acb", "bac", "bca", "cab", "cba"]
//= transpose(uint256[2][3]): ok [[1, 3, 5], [2, 4, 6]]
//= multiply(int32[2][2],int32[2][2]): ok [[2, 1], [4, 3]]
//= collatz(uint256): ok 111, 9232
//= perfect(uint256): ok true
//= digits(uint256): ok 45, 4536271809, [true, true, true, true, true, true, true, true, true, true]
//= unique(uint256[]): ok [3, 1, 2]
//= rotate(uint8[],uint256): ok [3, 4, 5, 1, 2]
//= ackermann(uint256,uint256): ok 9
