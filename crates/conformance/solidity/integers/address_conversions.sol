// SPDX-License-Identifier: MIT
// Addresses, uint160 and bytes20 convert into each other.
pragma solidity ^0.8.20;

contract Test {
    function main() external view returns (address, uint160, bytes20, address, address) {
        address a = address(0x1234);
        return (a, uint160(address(this)), bytes20(a), address(bytes20(uint160(7))), address(uint160(uint256(1) << 159)));
    }
}

//= deploy: ok
//= main(): ok 0x0000000000000000000000000000000000001234, 91343852333181432387730302044767688728495783937, 0x0000000000000000000000000000000000001234, 0x0000000000000000000000000000000000000007, 0x8000000000000000000000000000000000000000
