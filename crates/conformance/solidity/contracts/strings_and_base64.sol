// Numbers as text, text as numbers, and Base64 without assembly.
//? number(uint256 0)
//? number(uint256 1234567890)
//? number(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? signed(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968)
//? hexOf(uint256 48879, uint256 4)
//? hexOf(uint256 48879, uint256 1)
//? addressText(address 0x52908400098527886e0f7030069857d2e4169ee7)
//? same(string "one", string "one")
//? same(string "one", string "two")
//? base64(bytes 0x)
//? base64(bytes 0x4d)
//? base64(bytes 0x4d61)
//? base64(bytes 0x4d616e)
//? base64(bytes 0xfffefdfcfb)
//? uri(uint256 7)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library Strings {
    bytes16 private constant HEX_DIGITS = "0123456789abcdef";
    uint8 private constant ADDRESS_LENGTH = 20;

    error StringsInsufficientHexLength(uint256 value, uint256 length);

    function toString(uint256 value) internal pure returns (string memory) {
        if (value == 0) return "0";
        uint256 temp = value;
        uint256 digits;
        while (temp != 0) {
            digits++;
            temp /= 10;
        }
        bytes memory buffer = new bytes(digits);
        while (value != 0) {
            digits -= 1;
            buffer[digits] = bytes1(uint8(48 + uint256(value % 10)));
            value /= 10;
        }
        return string(buffer);
    }

    function abs(int256 n) internal pure returns (uint256) {
        unchecked {
            return uint256(n >= 0 ? n : -n);
        }
    }

    function toStringSigned(int256 value) internal pure returns (string memory) {
        return string.concat(value < 0 ? "-" : "", toString(abs(value)));
    }

    function toHexString(uint256 value, uint256 length) internal pure returns (string memory) {
        uint256 localValue = value;
        bytes memory buffer = new bytes(2 * length + 2);
        buffer[0] = "0";
        buffer[1] = "x";
        for (uint256 i = 2 * length + 1; i > 1; --i) {
            buffer[i] = HEX_DIGITS[localValue & 0xf];
            localValue >>= 4;
        }
        if (localValue != 0) {
            revert StringsInsufficientHexLength(value, length);
        }
        return string(buffer);
    }

    function checksummed(address a) internal pure returns (string memory) {
        bytes memory buffer = bytes(toHexString(uint256(uint160(a)), ADDRESS_LENGTH));
        bytes memory digits = new bytes(40);
        for (uint256 i = 0; i < 40; i++) digits[i] = buffer[i + 2];
        uint256 hashValue = uint256(keccak256(digits)) >> 96;
        for (uint256 i = 41; i > 1; --i) {
            if (hashValue & 0xf > 7 && uint8(buffer[i]) > 96) {
                buffer[i] ^= 0x20;
            }
            hashValue >>= 4;
        }
        return string(buffer);
    }

    function equal(string memory a, string memory b) internal pure returns (bool) {
        return bytes(a).length == bytes(b).length && keccak256(bytes(a)) == keccak256(bytes(b));
    }
}

library Base64 {
    bytes internal constant TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    function encode(bytes memory data) internal pure returns (string memory) {
        if (data.length == 0) return "";
        bytes memory table = TABLE;
        bytes memory out = new bytes(4 * ((data.length + 2) / 3));
        uint256 o;
        for (uint256 i = 0; i < data.length; i += 3) {
            uint24 three = uint24(uint8(data[i])) << 16;
            if (i + 1 < data.length) three |= uint24(uint8(data[i + 1])) << 8;
            if (i + 2 < data.length) three |= uint24(uint8(data[i + 2]));
            out[o++] = table[(three >> 18) & 0x3f];
            out[o++] = table[(three >> 12) & 0x3f];
            out[o++] = i + 1 < data.length ? table[(three >> 6) & 0x3f] : bytes1("=");
            out[o++] = i + 2 < data.length ? table[three & 0x3f] : bytes1("=");
        }
        return string(out);
    }
}

contract Texts {
    using Strings for uint256;
    using Strings for address;

    function number(uint256 n) external pure returns (string memory) {
        return n.toString();
    }

    function signed(int256 n) external pure returns (string memory) {
        return Strings.toStringSigned(n);
    }

    function hexOf(uint256 n, uint256 length) external pure returns (string memory) {
        return n.toHexString(length);
    }

    function addressText(address a) external pure returns (string memory) {
        return a.checksummed();
    }

    function same(string calldata a, string calldata b) external pure returns (bool) {
        return Strings.equal(a, b);
    }

    function base64(bytes calldata data) external pure returns (string memory) {
        return Base64.encode(data);
    }

    function uri(uint256 id) external pure returns (string memory) {
        bytes memory json = abi.encodePacked('{"name":"No. ', id.toString(), '"}');
        return string(abi.encodePacked("data:application/json;base64,", Base64.encode(json)));
    }
}

//= deploy: ok
//= number(uint256): ok "0"
//= number(uint256): ok "1234567890"
//= number(uint256): ok "115792089237316195423570985008687907853269984665640564039457584007913129639935"
//= signed(int256): ok "-57896044618658097711785492504343953926634992332820282019728792003956564819968"
//= hexOf(uint256,uint256): ok "0x0000beef"
//= hexOf(uint256,uint256): revert StringsInsufficientHexLength(uint256,uint256) (48879, 1)
//= addressText(address): ok "0x52908400098527886E0F7030069857D2E4169EE7"
//= same(string,string): ok true
//= same(string,string): ok false
//= base64(bytes): ok ""
//= base64(bytes): ok "TQ=="
//= base64(bytes): ok "TWE="
//= base64(bytes): ok "TWFu"
//= base64(bytes): ok "//79/Ps="
//= uri(uint256): ok "data:application/json;base64,eyJuYW1lIjoiTm8uIDcifQ=="
