//? main()
//? collatz(uint256 27)
//? find(uint256[] [5, 3, 9, 1], uint256 9)
//? find(uint256[] [5, 3, 9, 1], uint256 2)
//? swap(uint256 1, uint256 2, uint256 3)
//? scopes(uint256 4)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Loops {
    uint256[3] private slots = [uint256(10), 20, 30];

    function main() external pure returns (uint256 a, uint256 b) {
        for ((uint256 i, uint256 j) = (0, 100); i < j; (i, j) = (i + 7, j - 3)) { a = i; b = j; }
    }

    function collatz(uint256 n) external pure returns (uint256 steps, uint256 peak) {
        do {
            if (n > peak) peak = n;
            if (n & 1 == 0) { n >>= 1; steps++; continue; }
            n = 3 * n + 1;
            steps++;
        } while (n != 1);
    }

    function find(uint256[] calldata xs, uint256 x) external pure returns (bool, uint256 at) {
        for (;; ++at) {
            if (at >= xs.length) break;
            if (xs[at] == x) return (true, at);
            uint256 k;
            while (true) { if (++k > 3) break; if (k == 2) continue; }
        }
        return (false, type(uint256).max);
    }

    function pairOf(uint256 x) internal pure returns (uint256, uint256, bool) { return (x + 1, x * 2, x > 2); }

    function swap(uint256 a, uint256 b, uint256 c) external returns (uint256, uint256, uint256, uint256[3] memory) {
        (a, b, c) = (c, a, b);
        (slots[0], , slots[2]) = (slots[2], slots[1], slots[0]);
        (uint256 d, , bool e) = pairOf(a);
        (slots[1], d) = e ? (d, b) : (b, d);
        (, a,) = pairOf(d);
        return (a, b, d, slots);
    }

    function scopes(uint256 n) external pure returns (uint256 r) {
        uint256 x = n;
        { uint256 y = x; x = y + 1; { uint256 z = y * x; r += z; } }
        { uint8 y = 3; r += y; }
        for (uint256 i; i < 2; i++) { uint256 y; y += i; r += y * 100; }
        unchecked { uint256 q; r += --q == type(uint256).max ? 1000 : 0; }
        if (r > 5) r += 1; else if (r > 3) r += 2; else r += 3;
    }
}

//= deploy: ok
//= main(): ok 63, 73
//= collatz(uint256): ok 111, 9232
//= find(uint256[],uint256): ok true, 2
//= find(uint256[],uint256): ok false, 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= swap(uint256,uint256,uint256): ok 2, 1, 1, [30, 4, 10]
//= scopes(uint256): ok 1124
