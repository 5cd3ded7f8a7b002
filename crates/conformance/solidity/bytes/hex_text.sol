// SPDX-License-Identifier: MIT
// Writing bytes as hexadecimal text.
pragma solidity ^0.8.20;

contract Test {
    function toHex(bytes memory data) internal pure returns (string memory) {
        bytes16 digits = "0123456789abcdef";
        bytes memory r = new bytes(2 + data.length * 2);
        r[0] = "0";
        r[1] = "x";
        for (uint256 i = 0; i < data.length; i++) {
            r[2 + i * 2] = digits[uint8(data[i]) >> 4];
            r[3 + i * 2] = digits[uint8(data[i]) & 0x0f];
        }
        return string(r);
    }

    function main() external view returns (string memory, string memory, string memory) {
        return (toHex(hex"00ff1a"), toHex(""), toHex(abi.encodePacked(address(this))));
    }
}

//= deploy: ok
//= main(): ok "0x00ff1a", "0x", "0x1000000000000000000000000000000000000001"
