// `for .. of` of JavaScript. Good: "There is no `for .. of`. Write `for (uint256 i = 0; i < list.length; i++)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256[] memory list) public pure returns (uint256 sum) {
        for (uint256 x of list) {
            sum += x;
        }
    }
}
