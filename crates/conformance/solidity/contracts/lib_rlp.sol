// RLP encoding and decoding of bytes, numbers, addresses and lists.
//? encodeBytes(bytes 0x)
//? encodeBytes(bytes 0x7f)
//? encodeBytes(bytes 0x80)
//? encodeBytes(bytes 0x646f67)
//? encodeBytes(bytes 0x4c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164697069736963696e6720656c6974)
//? encodeUint(uint256 0)
//? encodeUint(uint256 1024)
//? encodeUint(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? encodePair(string "cat", string "dog")
//? encodeNested()
//? encodeAccount(address 0x00000000000000000000000000000000000000aa, uint64 9)
//? decodeItem(bytes 0x83646f67)
//? decodeItem(bytes 0x05)
//? decodeItem(bytes 0x8105)
//? decodeItem(bytes 0x83646f)
//? decodeList(bytes 0xc88363617483646f67)
//? decodeList(bytes 0xc0)
//? decodeList(bytes 0x83646f67)
//? createAddress(address 0x00000000000000000000000000000000000000aa, uint64 0)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library RLP {
    error NotCanonical();
    error OutOfBounds(uint256 offset, uint256 length);
    error NotAList(bytes1 prefix);

    function encode(bytes memory self) internal pure returns (bytes memory) {
        if (self.length == 1 && uint8(self[0]) < 128) return self;
        return bytes.concat(header(self.length, 0x80), self);
    }

    function encodeNumber(uint256 self) internal pure returns (bytes memory) {
        return encode(toBinary(self));
    }

    function encodeList(bytes[] memory items) internal pure returns (bytes memory) {
        bytes memory payload;
        for (uint256 i = 0; i < items.length; i++) {
            payload = bytes.concat(payload, items[i]);
        }
        return bytes.concat(header(payload.length, 0xc0), payload);
    }

    function header(uint256 length, uint8 offset) private pure returns (bytes memory) {
        if (length < 56) return abi.encodePacked(uint8(offset + length));
        bytes memory lengthBytes = toBinary(length);
        return abi.encodePacked(uint8(offset + 55 + lengthBytes.length), lengthBytes);
    }

    function toBinary(uint256 x) internal pure returns (bytes memory out) {
        uint256 n = 0;
        for (uint256 rest = x; rest != 0; rest >>= 8) n++;
        out = new bytes(n);
        for (uint256 i = n; i > 0; i--) {
            out[i - 1] = bytes1(uint8(x));
            x >>= 8;
        }
    }

    /// @return start of the payload, its length, and whether it is a list
    function parse(bytes memory data, uint256 at) internal pure returns (uint256, uint256, bool) {
        if (at >= data.length) revert OutOfBounds(at, data.length);
        uint8 prefix = uint8(data[at]);
        if (prefix < 0x80) return (at, 1, false);
        bool list = prefix >= 0xc0;
        uint256 length = prefix - (list ? 0xc0 : 0x80);
        uint256 start = at + 1;
        if (length > 55) {
            uint256 size = length - 55;
            length = 0;
            for (uint256 i = 0; i < size; i++) length = length << 8 | uint8(data[start + i]);
            start += size;
        }
        if (start + length > data.length) revert OutOfBounds(start + length, data.length);
        if (!list && length == 1 && uint8(data[start]) < 0x80) revert NotCanonical();
        return (start, length, list);
    }

    function copy(bytes memory data, uint256 start, uint256 length) internal pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i; i < length; ++i) part[i] = data[start + i];
    }
}

contract RlpUser {
    using RLP for bytes;
    using RLP for uint256;
    using RLP for bytes[];

    function encodeBytes(bytes memory data) external pure returns (bytes memory) {
        return data.encode();
    }

    function encodeUint(uint256 n) external pure returns (bytes memory) {
        return n.encodeNumber();
    }

    function encodePair(string calldata a, string calldata b) public pure returns (bytes memory) {
        bytes[] memory items = new bytes[](2);
        items[0] = bytes(a).encode();
        items[1] = bytes(b).encode();
        return items.encodeList();
    }

    /// @notice The set theoretical representation of three: [ [], [[]], [ [], [[]] ] ]
    function encodeNested() external pure returns (bytes memory) {
        bytes memory empty = new bytes[](0).encodeList();
        bytes[] memory one = new bytes[](1);
        one[0] = empty;
        bytes[] memory two = new bytes[](2);
        (two[0], two[1]) = (empty, one.encodeList());
        bytes[] memory three = new bytes[](3);
        (three[0], three[1], three[2]) = (two[0], two[1], two.encodeList());
        return three.encodeList();
    }

    function encodeAccount(address a, uint64 nonce) public pure returns (bytes memory) {
        bytes[] memory items = new bytes[](2);
        items[0] = abi.encodePacked(a).encode();
        items[1] = RLP.encodeNumber(nonce);
        return RLP.encodeList(items);
    }

    function createAddress(address a, uint64 nonce) external pure returns (address) {
        return address(uint160(uint256(keccak256(encodeAccount(a, nonce)))));
    }

    function decodeItem(bytes calldata data) external pure returns (bytes memory) {
        (uint256 start, uint256 length,) = RLP.parse(data, 0);
        return data[start:start + length];
    }

    function decodeList(bytes memory data) external pure returns (bytes[] memory items) {
        (uint256 start, uint256 length, bool list) = data.parse(0);
        if (!list) revert RLP.NotAList(data[0]);
        uint256 end = start + length;
        uint256 n = 0;
        for (uint256 at = start; at < end; n++) {
            (uint256 s, uint256 l,) = data.parse(at);
            at = s + l;
        }
        items = new bytes[](n);
        uint256 next = start;
        for (uint256 i = 0; i < n; i++) {
            (uint256 s, uint256 l,) = data.parse(next);
            items[i] = data.copy(s, l);
            next = s + l;
        }
    }
}

//= deploy: ok
//= encodeBytes(bytes): ok 0x80
//= encodeBytes(bytes): ok 0x7f
//= encodeBytes(bytes): ok 0x8180
//= encodeBytes(bytes): ok 0x83646f67
//= encodeBytes(bytes): ok 0xb8384c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164697069736963696e6720656c6974
//= encodeUint(uint256): ok 0x80
//= encodeUint(uint256): ok 0x820400
//= encodeUint(uint256): ok 0xa0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
//= encodePair(string,string): ok 0xc88363617483646f67
//= encodeNested(): ok 0xc7c0c1c0c3c0c1c0
//= encodeAccount(address,uint64): ok 0xd69400000000000000000000000000000000000000aa09
//= decodeItem(bytes): ok 0x646f67
//= decodeItem(bytes): ok 0x05
//= decodeItem(bytes): revert NotCanonical()
//= decodeItem(bytes): revert OutOfBounds(uint256,uint256) (4, 3)
//= decodeList(bytes): ok [0x636174, 0x646f67]
//= decodeList(bytes): ok []
//= decodeList(bytes): revert NotAList(bytes1) (0x83)
//= createAddress(address,uint64): ok 0x45eb6484d76cfe3f45708b91f5af8ce495134fac
