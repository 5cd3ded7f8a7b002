// SPDX-License-Identifier: MIT
// address(this) in functions, comparisons and packing.
pragma solidity ^0.8.20;

contract Test {
    function main() external view returns (address, bool, uint160, bytes memory) {
        return (address(this), address(this) != msg.sender, uint160(address(this)) >> 152, abi.encodePacked(address(this)));
    }
}

//= deploy: ok
//= main(): ok 0x1000000000000000000000000000000000000001, true, 16, 0x1000000000000000000000000000000000000001
