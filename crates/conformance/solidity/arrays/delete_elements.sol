// SPDX-License-Identifier: MIT
// delete of elements and of whole arrays in storage.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a = [1, 2, 3];
    uint8[3] b = [1, 2, 3];
    string[] c;

    function main() external returns (uint256[] memory, uint8[3] memory, string[] memory, uint256) {
        delete a[1];
        delete b[0];
        c.push("a");
        c.push("b");
        delete c[0];
        uint256[] memory before = a;
        delete a;
        a.push(9);
        return (before, b, c, a.length * 10 + a[0]);
    }
}

//= deploy: ok
//= main(): ok [1, 0, 3], [0, 2, 3], ["", "b"], 19
