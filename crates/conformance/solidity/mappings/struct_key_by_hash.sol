// SPDX-License-Identifier: MIT
// A composed key by hashing, and the empty key.
pragma solidity ^0.8.20;

contract Test {
    mapping(bytes32 => uint256) m;

    function key(address a, uint256 n) internal pure returns (bytes32) {
        return keccak256(abi.encode(a, n));
    }

    function main() external returns (uint256, uint256, uint256) {
        m[key(address(1), 2)] = 5;
        m[0] = 6;
        return (m[key(address(1), 2)], m[key(address(2), 1)], m[bytes32(0)]);
    }
}

//= deploy: ok
//= main(): ok 5, 0, 6
