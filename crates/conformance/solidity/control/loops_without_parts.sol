// Loops without parts, nested breaks and continues, do-while with continue.
//? run(uint256 10)
//? nested()
pragma solidity ^0.8.20;

contract Test {
    function run(uint256 n) external pure returns (uint256 a, uint256 b, uint256 c) {
        for (;;) {
            if (++a >= n) break;
        }
        for (uint256 i; i < n; ) {
            if (i % 2 == 0) { i++; continue; }
            b += i;
            unchecked { i += 1; }
        }
        do {
            c++;
            if (c == 3) continue;
            if (c > 7) break;
        } while (c != 3 && c < n);
        while (true) {
            if (c-- == 0) { c = 5; break; }
        }
    }

    function nested() external pure returns (uint256 count) {
        for (uint256 i = 0; i < 5; i++) {
            for (uint256 j = 0; ; j++) {
                if (j > i) break;
                if ((i + j) % 2 == 1) continue;
                count += 10 * i + j;
            }
        }
    }
}

//= deploy: ok
//= run(uint256): panic 0x11
//= nested(): ok 243
