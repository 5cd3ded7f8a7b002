// SPDX-License-Identifier: MIT
// The call data of calls with several arguments.
//? f(uint256 1, string "", uint8[2] [3, 4])
//? g(bytes 0x)
pragma solidity ^0.8.20;

contract Test {
    function f(uint256, string calldata, uint8[2] calldata) external pure returns (uint256, bytes memory, bytes32) {
        return (msg.data.length, msg.data[:4], bytes32(msg.data[4:36]));
    }

    function g(bytes calldata b) external pure returns (uint256, uint256, bool) {
        return (msg.data.length, b.length, bytes4(msg.data) == msg.sig);
    }
}

//= deploy: ok
//= f(uint256,string,uint8[2]): ok 164, 0x93f51b8c, 0x0000000000000000000000000000000000000000000000000000000000000001
//= g(bytes): ok 68, 0, true
