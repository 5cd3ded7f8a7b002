// SPDX-License-Identifier: MIT
// bytes.concat with parts of every kind.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, bytes memory, bytes memory, uint256) {
        bytes memory a = hex"0102";
        bytes2 f = 0xabcd;
        string memory s = "xy";
        return (bytes.concat(a, f, "lit", a), bytes.concat(), bytes.concat(bytes(s), hex"00", bytes1(0x07)), bytes.concat(f, f, f).length);
    }
}

//= deploy: ok
//= main(): ok 0x0102abcd6c69740102, 0x, 0x78790007, 6
