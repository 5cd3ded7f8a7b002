// SPDX-License-Identifier: MIT
// Arrays of the call data: length, elements, nested, copied.
//? f(uint256[] [1, 2, 3], uint8[2][] [[4, 5], [6, 7]], string[] ["a", "bc"])
//? f(uint256[] [9], uint8[2][] [[0, 255]], string[] [""])
pragma solidity ^0.8.20;

contract Test {
    function f(uint256[] calldata a, uint8[2][] calldata b, string[] calldata c)
        external
        pure
        returns (uint256, uint256[] memory, string memory)
    {
        uint256[] memory copy = a;
        copy[0] += b[0][1];
        return (a[0] + a.length + b.length + c.length, copy, c[c.length - 1]);
    }
}

//= deploy: ok
//= f(uint256[],uint8[2][],string[]): ok 8, [6, 2, 3], "bc"
//= f(uint256[],uint8[2][],string[]): ok 12, [264], ""
