// SPDX-License-Identifier: MIT
// Nested arrays of memory written to storage.
pragma solidity ^0.8.20;

contract Test {
    uint256[][] a;
    uint8[2][] b;
    string[] c;

    function main() external returns (uint256[][] memory, uint8[2][] memory, string[] memory) {
        uint256[][] memory m = new uint256[][](2);
        m[0] = new uint256[](1);
        m[1] = m[0];
        m[0][0] = 5;
        a = m;
        a[0][0] = 6;
        uint8[2][] memory n = new uint8[2][](1);
        n[0] = [7, 8];
        b = n;
        n[0][0] = 9;
        string[] memory s = new string[](2);
        s[1] = "one that is longer than thirty-two bytes of text";
        c = s;
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok [[6], [5]], [[7, 8]], ["", "one that is longer than thirty-two bytes of text"]
