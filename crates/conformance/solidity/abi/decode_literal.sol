// SPDX-License-Identifier: MIT
//? number()
//? both()
//? short()
pragma solidity ^0.8.20;

contract Test {
    function number() external pure returns (uint256) {
        return abi.decode(hex"0000000000000000000000000000000000000000000000000000000000000123", (uint256));
    }

    function both() external pure returns (bool, bytes2) {
        return abi.decode(
            hex"0000000000000000000000000000000000000000000000000000000000000001"
            hex"abcd000000000000000000000000000000000000000000000000000000000000",
            (bool, bytes2)
        );
    }

    function short() external pure returns (uint256) {
        return abi.decode("too short", (uint256));
    }
}

//= deploy: ok
//= number(): ok 291
//= both(): ok true, 0xabcd
//= short(): revert
