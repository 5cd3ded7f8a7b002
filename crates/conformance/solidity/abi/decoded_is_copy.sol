// SPDX-License-Identifier: MIT
// What abi.decode gives does not share memory with what was encoded.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[] memory, uint256[] memory) {
        uint256[] memory a = new uint256[](1);
        a[0] = 1;
        uint256[] memory b = abi.decode(abi.encode(a), (uint256[]));
        b[0] = 2;
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok [1], [2]
