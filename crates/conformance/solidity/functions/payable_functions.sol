// SPDX-License-Identifier: MIT
// A function that is not payable refuses value.
//? pay() value 5
//? pay() value 0
//? plain() value 5
//? plain()
//? look() value 1
pragma solidity ^0.8.20;

contract Test {
    function pay() external payable returns (uint256) {
        return msg.value;
    }

    function plain() external pure returns (uint256) {
        return 1;
    }

    function look() external view returns (address) {
        return msg.sender;
    }
}

//= deploy: ok
//= pay(): ok 5
//= pay(): ok 0
//= plain(): revert
//= plain(): ok 1
//= look(): revert
