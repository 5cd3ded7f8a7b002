// SPDX-License-Identifier: MIT
// Call data taken apart as a selector and arguments.
//? f(bytes 0xa9059cbb00000000000000000000000000000000000000000000000000000000000000bb0000000000000000000000000000000000000000000000000000000000000005)
pragma solidity ^0.8.20;

contract Test {
    function f(bytes calldata d) external pure returns (bytes4, address, uint256) {
        (address to, uint256 v) = abi.decode(d[4:], (address, uint256));
        return (bytes4(d), to, v);
    }
}

//= deploy: ok
//= f(bytes): ok 0xa9059cbb, 0x00000000000000000000000000000000000000bb, 5
