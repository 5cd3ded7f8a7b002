// Text of numbers, addresses and bytes; comparison, search, joining, case.
//? toStringUint(uint256 0)
//? toStringUint(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? toStringInt(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968)
//? toStringInt(int256 42)
//? toHex(uint256 0)
//? toHex(uint256 48879)
//? toHexFixed(uint256 48879, uint256 4)
//? toHexFixed(uint256 48879, uint256 1)
//? addressText(address 0xdeadbeef00000000000000000000000000000001)
//? equal(string "abc", string "abc")
//? equal(string "abc", string "abd")
//? equal(string "", string "")
//? join(string[] ["a", "bb", "", "ccc"], string ", ")
//? join(string[] [], string ", ")
//? upper(string "Hello, World 42!")
//? indexOf(string "hello world", string "o w")
//? indexOf(string "hello", string "z")
//? indexOf(string "hello", string "")
//? slice(string "hello world", uint256 6, uint256 5)
//? slice(string "hello", uint256 3, uint256 3)
//? parse(string "12345")
//? parse(string "12a")
//? parse(string "115792089237316195423570985008687907853269984665640564039457584007913129639936")
//? reverse(string "abc")
//? isPalindrome(string "neveroddoreven")
//? compare(string "abc", string "abcd")
//? compare(string "b", string "abcd")

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Strings {
    bytes16 private constant HEX_DIGITS = "0123456789abcdef";
    uint8 private constant ADDRESS_LENGTH = 20;

    error TooFewDigits(uint256 value, uint256 length);

    function toString(uint256 value) internal pure returns (string memory) {
        if (value == 0) {
            return "0";
        }
        uint256 left = value;
        uint256 digits;
        while (left != 0) {
            digits++;
            left /= 10;
        }
        bytes memory buffer = new bytes(digits);
        while (value != 0) {
            digits -= 1;
            buffer[digits] = bytes1(uint8(48 + uint256(value % 10)));
            value /= 10;
        }
        return string(buffer);
    }

    function toStringSigned(int256 value) internal pure returns (string memory) {
        unchecked {
            uint256 magnitude = value < 0 ? uint256(-value) : uint256(value);
            return string.concat(value < 0 ? "-" : "", toString(magnitude));
        }
    }

    function toHexString(uint256 value, uint256 length) internal pure returns (string memory) {
        uint256 rest = value;
        bytes memory buffer = new bytes(2 * length + 2);
        buffer[0] = "0";
        buffer[1] = "x";
        for (uint256 i = 2 * length + 1; i > 1; --i) {
            buffer[i] = HEX_DIGITS[rest & 0xf];
            rest >>= 4;
        }
        if (rest != 0) {
            revert TooFewDigits(value, length);
        }
        return string(buffer);
    }

    function toHexShort(uint256 value) internal pure returns (string memory) {
        uint256 length = 1;
        for (uint256 rest = value >> 8; rest != 0; rest >>= 8) ++length;
        return toHexString(value, length);
    }

    function toHexAddress(address account) internal pure returns (string memory) {
        return toHexString(uint256(uint160(account)), ADDRESS_LENGTH);
    }

    function equal(string memory a, string memory b) internal pure returns (bool) {
        return bytes(a).length == bytes(b).length && keccak256(bytes(a)) == keccak256(bytes(b));
    }
}

contract StringsUser {
    using Strings for *;

    function toStringUint(uint256 v) external pure returns (string memory) {
        return Strings.toString(v);
    }

    function toStringInt(int256 v) external pure returns (string memory) {
        return v.toStringSigned();
    }

    function toHex(uint256 v) external pure returns (string memory) {
        return v.toHexShort();
    }

    function toHexFixed(uint256 v, uint256 length) external pure returns (string memory) {
        return v.toHexString(length);
    }

    function addressText(address a) external pure returns (string memory) {
        return a.toHexAddress();
    }

    function equal(string calldata a, string calldata b) external pure returns (bool) {
        return a.equal(b);
    }

    function join(string[] memory parts, string memory separator) external pure returns (string memory text) {
        for (uint256 i = 0; i < parts.length; i++) {
            text = string.concat(text, i == 0 ? "" : separator, parts[i]);
        }
    }

    function upper(string memory text) external pure returns (string memory) {
        bytes memory b = bytes(text);
        for (uint256 i = 0; i < b.length; i++) {
            if (b[i] >= 0x61 && b[i] <= 0x7A) {
                b[i] = bytes1(uint8(b[i]) - 32);
            }
        }
        return string(b);
    }

    function indexOf(string calldata text, string calldata part) external pure returns (int256) {
        bytes calldata t = bytes(text);
        bytes calldata p = bytes(part);
        if (p.length > t.length) return -1;
        for (uint256 i = 0; i <= t.length - p.length; i++) {
            if (keccak256(t[i:i + p.length]) == keccak256(p)) return int256(i);
        }
        return -1;
    }

    function slice(string calldata text, uint256 start, uint256 length) external pure returns (string memory) {
        return string(bytes(text)[start:start + length]);
    }

    function parse(string memory text) external pure returns (uint256 value) {
        bytes memory b = bytes(text);
        for (uint256 i = 0; i < b.length; i++) {
            uint8 c = uint8(b[i]);
            require(c >= 48 && c <= 57, string.concat("not a digit: ", string(abi.encodePacked(b[i]))));
            value = value * 10 + (c - 48);
        }
    }

    function reverse(string memory text) public pure returns (string memory) {
        bytes memory b = bytes(text);
        uint256 n = b.length;
        for (uint256 i = 0; i < n / 2; i++) {
            (b[i], b[n - 1 - i]) = (b[n - 1 - i], b[i]);
        }
        return string(b);
    }

    function isPalindrome(string memory text) external pure returns (bool) {
        string memory copy = string.concat(text);
        return Strings.equal(reverse(copy), text);
    }

    /// @return -1, 0 or 1, as the first text sorts before, with or behind the second
    function compare(string memory a, string memory b) external pure returns (int8) {
        bytes memory x = bytes(a);
        bytes memory y = bytes(b);
        uint256 n = x.length < y.length ? x.length : y.length;
        for (uint256 i; i < n; ++i) {
            if (x[i] != y[i]) return x[i] < y[i] ? -1 : int8(1);
        }
        return x.length == y.length ? int8(0) : x.length < y.length ? -1 : int8(1);
    }
}

//= deploy: ok
//= toStringUint(uint256): ok "0"
//= toStringUint(uint256): ok "115792089237316195423570985008687907853269984665640564039457584007913129639935"
//= toStringInt(int256): ok "-57896044618658097711785492504343953926634992332820282019728792003956564819968"
//= toStringInt(int256): ok "42"
//= toHex(uint256): ok "0x00"
//= toHex(uint256): ok "0xbeef"
//= toHexFixed(uint256,uint256): ok "0x0000beef"
//= toHexFixed(uint256,uint256): revert TooFewDigits(uint256,uint256) (48879, 1)
//= addressText(address): ok "0xdeadbeef00000000000000000000000000000001"
//= equal(string,string): ok true
//= equal(string,string): ok false
//= equal(string,string): ok true
//= join(string[],string): ok "a, bb, , ccc"
//= join(string[],string): ok ""
//= upper(string): ok "HELLO, WORLD 42!"
//= indexOf(string,string): ok 4
//= indexOf(string,string): ok -1
//= indexOf(string,string): ok 0
//= slice(string,uint256,uint256): ok "world"
//= slice(string,uint256,uint256): revert
//= parse(string): ok 12345
//= parse(string): revert "not a digit: a"
//= parse(string): panic 0x11
//= reverse(string): ok "cba"
//= isPalindrome(string): ok true
//= compare(string,string): ok -1
//= compare(string,string): ok 1
