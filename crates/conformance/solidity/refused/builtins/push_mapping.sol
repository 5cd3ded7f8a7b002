// A mapping pushed. Good: "Write `push()` without a value".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(uint256 => uint256)[] all;

    mapping(uint256 => uint256) one;

    function f() public {
        all.push(one);
    }
}
