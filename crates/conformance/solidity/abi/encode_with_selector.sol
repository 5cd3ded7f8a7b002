// SPDX-License-Identifier: MIT
// A selector before the arguments.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, bytes memory, bytes memory) {
        bytes4 s = 0xdeadbeef;
        return (abi.encodeWithSelector(s, uint256(5), "x"), abi.encodeWithSelector(s), abi.encodeWithSelector(bytes4(keccak256("f()")), true));
    }
}

//= deploy: ok
//= main(): ok 0xdeadbeef0000000000000000000000000000000000000000000000000000000000000005000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000017800000000000000000000000000000000000000000000000000000000000000, 0xdeadbeef, 0x26121ff00000000000000000000000000000000000000000000000000000000000000001
