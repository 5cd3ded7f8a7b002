// Base64 both ways, bitmaps, a deque, a circular buffer, strings of signed numbers and equality.
//? encode(bytes 0x)
//? encode(bytes 0x00)
//? encode(bytes 0xfbff)
//? encode(bytes 0xfbfffe)
//? encodeUrl(bytes 0xfbff)
//? decode(string "+//+")
//? decode(string "+/8=")
//? decode(string "+")
//? strings(int256 -1234)
//? strings(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968)
//? equal(string "abc", string "abc")
//? equal(string "abc", string "abd")
//? bits(uint256 300)
//? deque()
//? deque()
//? underflow()
//? buffer()
//? parse(string "1234567")
//? parse(string "12x")
//? parse(string "")
//? tokenURI(uint256 7)
pragma solidity ^0.8.24;

library Base64 {
    string internal constant _TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    string internal constant _TABLE_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    error InvalidBase64(uint256 at);

    function encode(bytes memory data) internal pure returns (string memory) {
        return _encode(data, _TABLE, true);
    }

    function encodeURL(bytes memory data) internal pure returns (string memory) {
        return _encode(data, _TABLE_URL, false);
    }

    function _encode(bytes memory data, string memory table, bool withPadding) private pure returns (string memory) {
        if (data.length == 0) return "";
        uint256 resultLength = withPadding ? 4 * ((data.length + 2) / 3) : (4 * data.length + 2) / 3;
        bytes memory result = new bytes(resultLength);
        bytes memory symbols = bytes(table);
        uint256 at;
        for (uint256 i = 0; i < data.length; i += 3) {
            uint24 chunk = uint24(uint8(data[i])) << 16;
            if (i + 1 < data.length) chunk |= uint24(uint8(data[i + 1])) << 8;
            if (i + 2 < data.length) chunk |= uint8(data[i + 2]);
            for (uint256 j = 0; j < 4 && at < resultLength; j++) {
                result[at++] = i + j > data.length ? bytes1("=") : symbols[(chunk >> (18 - 6 * j)) & 0x3f];
            }
        }
        return string(result);
    }

    function decode(string memory text) internal pure returns (bytes memory out) {
        bytes memory chars = bytes(text);
        if (chars.length % 4 != 0) revert InvalidBase64(chars.length);
        uint256 padding = chars.length == 0 ? 0 : (chars[chars.length - 1] == "=" ? 1 : 0) + (chars[chars.length - 2] == 0x3d ? 1 : 0);
        out = new bytes(chars.length / 4 * 3 - padding);
        for (uint256 i = 0; i < chars.length; i += 4) {
            uint24 chunk = 0;
            for (uint256 j = 0; j < 4; ++j) chunk = (chunk << 6) | value(chars[i + j]);
            for (uint256 j = 0; j < 3; ++j) {
                uint256 k = i / 4 * 3 + j;
                if (k < out.length) out[k] = bytes1(uint8(chunk >> (16 - 8 * j)));
            }
        }
    }

    function value(bytes1 c) private pure returns (uint8) {
        if (c >= "A" && c <= "Z") return uint8(c) - 65;
        if (c >= "a" && c <= "z") return uint8(c) - 71;
        if (c >= "0" && c <= "9") return uint8(c) + 4;
        return c == "+" ? 62 : c == "/" ? 63 : 0;
    }
}

library Strings {
    using Strings for uint256;
    bytes16 private constant HEX = "0123456789abcdef";

    function toString(uint256 value) internal pure returns (string memory) {
        if (value == 0) return "0";
        uint256 digits;
        for (uint256 temp = value; temp != 0; temp /= 10) digits++;
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
        return string.concat(value < 0 ? "-" : "", abs(value).toString());
    }

    function equal(string memory a, string memory b) internal pure returns (bool) {
        return bytes(a).length == bytes(b).length && keccak256(bytes(a)) == keccak256(bytes(b));
    }

    function tryParseUint(string memory input) internal pure returns (bool success, uint256 value) {
        bytes memory buffer = bytes(input);
        for (uint256 i = 0; i < buffer.length; ++i) {
            uint8 digit = uint8(buffer[i]) - 0x30;
            if (digit > 9) return (false, 0);
            value = value * 10 + digit;
        }
        return (true, value);
    }
}

library BitMaps {
    struct BitMap {
        mapping(uint256 bucket => uint256) _data;
    }

    function get(BitMap storage bitmap, uint256 index) internal view returns (bool) {
        uint256 bucket = index >> 8;
        uint256 mask = 1 << (index & 0xff);
        return bitmap._data[bucket] & mask != 0;
    }

    function set(BitMap storage bitmap, uint256 index) internal {
        bitmap._data[index >> 8] |= 1 << (index & 0xff);
    }

    function unset(BitMap storage bitmap, uint256 index) internal {
        bitmap._data[index >> 8] &= ~(1 << (index & 0xff));
    }

    function setTo(BitMap storage bitmap, uint256 index, bool value) internal {
        if (value) set(bitmap, index);
        else unset(bitmap, index);
    }
}

library DoubleEndedQueue {
    error QueueEmpty();

    struct Bytes32Deque {
        uint128 _begin;
        uint128 _end;
        mapping(uint128 index => bytes32) _data;
    }

    function pushBack(Bytes32Deque storage deque, bytes32 value) internal {
        unchecked {
            uint128 backIndex = deque._end;
            deque._data[backIndex] = value;
            deque._end = backIndex + 1;
        }
    }

    function pushFront(Bytes32Deque storage deque, bytes32 value) internal {
        unchecked {
            uint128 frontIndex = deque._begin - 1;
            deque._data[frontIndex] = value;
            deque._begin = frontIndex;
        }
    }

    function popFront(Bytes32Deque storage deque) internal returns (bytes32 value) {
        unchecked {
            uint128 frontIndex = deque._begin;
            if (frontIndex == deque._end) revert QueueEmpty();
            value = deque._data[frontIndex];
            delete deque._data[frontIndex];
            deque._begin = frontIndex + 1;
        }
    }

    function popBack(Bytes32Deque storage deque) internal returns (bytes32 value) {
        unchecked {
            uint128 backIndex = deque._end;
            if (backIndex == deque._begin) revert QueueEmpty();
            --backIndex;
            value = deque._data[backIndex];
            delete deque._data[backIndex];
            deque._end = backIndex;
        }
    }

    function length(Bytes32Deque storage deque) internal view returns (uint256) {
        unchecked {
            return uint256(deque._end - deque._begin);
        }
    }
}

contract Everything {
    using DoubleEndedQueue for DoubleEndedQueue.Bytes32Deque;
    using BitMaps for BitMaps.BitMap;
    using Strings for *;

    DoubleEndedQueue.Bytes32Deque private queue;
    BitMaps.BitMap private map;
    uint16[8] private ring;
    uint8 private head;

    function encode(bytes calldata data) external pure returns (string memory) { return Base64.encode(data); }
    function encodeUrl(bytes memory data) external pure returns (string memory) { return Base64.encodeURL(data); }
    function decode(string calldata text) external pure returns (bytes memory) { return Base64.decode(text); }

    function strings(int256 x) external pure returns (string memory) { return Strings.toStringSigned(x); }
    function equal(string calldata a, string calldata b) external pure returns (bool) { return a.equal(b); }
    function parse(string calldata a) external pure returns (bool ok, uint256 v) { return a.tryParseUint(); }

    function bits(uint256 n) external returns (bool, bool, bool) {
        map.set(n);
        map.setTo(n + 1, true);
        map.setTo(n, false);
        return (map.get(n), map.get(n + 1), map.get(n % 256));
    }

    function deque() external returns (uint256, bytes32, bytes32) {
        queue.pushBack("one");
        queue.pushFront("zero");
        queue.pushBack("two");
        return (queue.length(), queue.popBack(), queue.popFront());
    }

    function underflow() external {
        while (true) queue.popFront();
    }

    function buffer() external returns (uint16[8] memory all) {
        for (uint16 i = 0; i < 11; i++) {
            ring[head++ % 8] = i * i;
        }
        all = ring;
        all[0]--;
    }

    function tokenURI(uint256 id) external view returns (string memory) {
        bytes memory dataURI = abi.encodePacked(
            "{",
            '"name": "Token #', id.toString(), '",',
            '"owner": "', Strings.toString(uint160(address(this))), '"',
            "}"
        );
        return string(abi.encodePacked("data:application/json;base64,", Base64.encode(dataURI)));
    }
}

//= deploy: ok
//= encode(bytes): ok ""
//= encode(bytes): ok "AA=="
//= encode(bytes): ok "+/8="
//= encode(bytes): ok "+//+"
//= encodeUrl(bytes): ok "-_8"
//= decode(string): ok 0xfbfffe
//= decode(string): ok 0xfbff
//= decode(string): revert InvalidBase64(uint256) (1)
//= strings(int256): ok "-1234"
//= strings(int256): ok "-57896044618658097711785492504343953926634992332820282019728792003956564819968"
//= equal(string,string): ok true
//= equal(string,string): ok false
//= bits(uint256): ok false, true, false
//= deque(): ok 3, 0x74776f0000000000000000000000000000000000000000000000000000000000, 0x7a65726f00000000000000000000000000000000000000000000000000000000
//= deque(): ok 4, 0x74776f0000000000000000000000000000000000000000000000000000000000, 0x7a65726f00000000000000000000000000000000000000000000000000000000
//= underflow(): revert QueueEmpty()
//= buffer(): ok [63, 81, 100, 9, 16, 25, 36, 49]
//= parse(string): ok true, 1234567
//= parse(string): ok false, 0
//= parse(string): ok true, 0
//= tokenURI(uint256): ok "data:application/json;base64,eyJuYW1lIjogIlRva2VuICM3Iiwib3duZXIiOiAiOTEzNDM4NTIzMzMxODE0MzIzODc3MzAzMDIwNDQ3Njc2ODg3Mjg0OTU3ODM5MzcifQ=="
