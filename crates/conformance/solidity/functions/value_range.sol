// SPDX-License-Identifier: MIT
// Values of any size that fit 128 bits come with a call.
//? pay() value 1000000000000000000
//? pay() value 340282366920938463463374607431768211455
//? half() value 7
pragma solidity ^0.8.20;

contract Test {
    function pay() external payable returns (uint256) {
        return msg.value;
    }

    function half() external payable returns (uint256) {
        return msg.value / 2;
    }
}

//= deploy: ok
//= pay(): ok 1000000000000000000
//= pay(): ok 340282366920938463463374607431768211455
//= half(): ok 3
