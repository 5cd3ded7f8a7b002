// Base64 both ways, and token metadata as a data URI built with it.
//? encode(bytes 0x)
//? encode(bytes 0x66)
//? encode(bytes 0x666f)
//? encode(bytes 0x666f6f)
//? encode(bytes 0x666f6f62)
//? encode(bytes 0x666f6f6261)
//? encode(bytes 0x666f6f626172)
//? encode(bytes 0xfffefdfcfb)
//? encodeUrl(bytes 0xfffefdfcfb)
//? decode(string "Zm9vYmE=")
//? decode(string "Zm9vYg==")
//? decode(string "Zm9v")
//? decode(string "")
//? decode(string "Zm9")
//? decode(string "Zm9*")
//? tokenURI(uint256 7, string "Seven \"of\" nine")

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Base64 {
    string internal constant TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    string internal constant TABLE_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    error InvalidLength(uint256 length);
    error InvalidCharacter(bytes1 character, uint256 position);

    function encode(bytes memory data, string memory alphabet, bool padded) internal pure returns (string memory) {
        if (data.length == 0) return "";
        bytes memory table = bytes(alphabet);
        uint256 full = 4 * ((data.length + 2) / 3);
        uint256 size = padded ? full : (4 * data.length + 2) / 3;
        bytes memory result = new bytes(size);
        uint256 out = 0;
        for (uint256 i = 0; i < data.length; i += 3) {
            uint24 group = uint24(uint8(data[i])) << 16;
            if (i + 1 < data.length) group |= uint24(uint8(data[i + 1])) << 8;
            if (i + 2 < data.length) group |= uint24(uint8(data[i + 2]));
            for (uint8 k = 0; k < 4; k++) {
                if (out == size) break;
                bool present = k <= 1 || i + k - 1 < data.length;
                result[out++] = present ? table[(group >> (18 - 6 * k)) & 0x3F] : bytes1("=");
            }
        }
        return string(result);
    }

    function decode(string memory text) internal pure returns (bytes memory result) {
        bytes memory data = bytes(text);
        if (data.length == 0) return new bytes(0);
        if (data.length % 4 != 0) revert InvalidLength(data.length);
        uint256 length = data.length / 4 * 3;
        if (data[data.length - 1] == "=") length--;
        if (data[data.length - 2] == "=") length--;
        result = new bytes(length);
        uint256 out;
        for (uint256 i = 0; i < data.length; i += 4) {
            uint24 group;
            for (uint256 k = 0; k < 4; k++) {
                group = (group << 6) | value(data[i + k], i + k);
            }
            for (uint256 k = 0; k < 3 && out < length; k++) {
                result[out++] = bytes1(uint8(group >> (16 - 8 * k)));
            }
        }
    }

    function value(bytes1 c, uint256 position) private pure returns (uint8) {
        if (c >= "A" && c <= "Z") return uint8(c) - 65;
        if (c >= "a" && c <= "z") return uint8(c) - 97 + 26;
        if (c >= "0" && c <= "9") return uint8(c) - 48 + 52;
        if (c == "+") return 62;
        if (c == "/") return 63;
        if (c == "=") return 0;
        revert InvalidCharacter(c, position);
    }
}

contract Base64User {
    function encode(bytes memory data) public pure returns (string memory) {
        return Base64.encode(data, Base64.TABLE, true);
    }

    function encodeUrl(bytes memory data) external pure returns (string memory) {
        return Base64.encode({data: data, alphabet: Base64.TABLE_URL, padded: false});
    }

    function decode(string memory text) external pure returns (bytes memory) {
        return Base64.decode(text);
    }

    function tokenURI(uint256 id, string memory name) external pure returns (string memory) {
        bytes memory json = abi.encodePacked(
            '{"id":', bytes1(uint8(48 + id)), ',"name":"', escape(name), '","attributes":[]}'
        );
        return string.concat("data:application/json;base64,", encode(json));
    }

    function escape(string memory text) internal pure returns (string memory) {
        bytes memory source = bytes(text);
        bytes memory target;
        for (uint256 i = 0; i < source.length; i++) {
            if (source[i] == '"' || source[i] == "\\") target = bytes.concat(target, "\\");
            target = bytes.concat(target, source[i]);
        }
        return string(target);
    }
}

//= deploy: ok
//= encode(bytes): ok ""
//= encode(bytes): ok "Zg=="
//= encode(bytes): ok "Zm8="
//= encode(bytes): ok "Zm9v"
//= encode(bytes): ok "Zm9vYg=="
//= encode(bytes): ok "Zm9vYmE="
//= encode(bytes): ok "Zm9vYmFy"
//= encode(bytes): ok "//79/Ps="
//= encodeUrl(bytes): ok "__79_Ps"
//= decode(string): ok 0x666f6f6261
//= decode(string): ok 0x666f6f62
//= decode(string): ok 0x666f6f
//= decode(string): ok 0x
//= decode(string): revert InvalidLength(uint256) (3)
//= decode(string): revert InvalidCharacter(bytes1,uint256) (0x2a, 3)
//= tokenURI(uint256,string): ok "data:application/json;base64,eyJpZCI6NywibmFtZSI6IlNldmVuIFwib2ZcIiBuaW5lIiwiYXR0cmlidXRlcyI6W119"
