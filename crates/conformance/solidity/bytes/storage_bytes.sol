// SPDX-License-Identifier: MIT
// Bytes of storage: push, pop, index, delete.
pragma solidity ^0.8.20;

contract Test {
    bytes b;

    function main() external returns (bytes memory, uint256, bytes memory, bytes memory) {
        b.push(0x01);
        b.push("z");
        b.push();
        b.push() = 0x04;
        bytes memory copy = b;
        b[0] = 0xaa;
        b.pop();
        uint256 n = b.length;
        bytes memory second = b;
        delete b;
        b.push(0x09);
        return (copy, n, second, b);
    }
}

//= deploy: ok
//= main(): ok 0x017a0004, 3, 0xaa7a00, 0x09
