// Work on addresses that needs no call: conversions, sorting, salts, predicted addresses by hash.
//? toBytes32(address 0xdeadbeef00000000000000000000000000000001)
//? fromBytes32(bytes32 0x000000000000000000000000deadbeef00000000000000000000000000000001)
//? fromBytes32(bytes32 0x010000000000000000000000deadbeef00000000000000000000000000000001)
//? parts(address 0xdeadbeef00000000000000000000000000000001)
//? sorted(address[] [0x00000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000aa])
//? unique(address[] [0x00000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000cc])
//? predict(bytes32 0x0000000000000000000000000000000000000000000000000000000000000007, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111)
//? isZero(address 0x0000000000000000000000000000000000000000)
//? isZero(address 0x0000000000000000000000000000000000000001)
//? xor(address 0x00000000000000000000000000000000000000f0, address 0x000000000000000000000000000000000000000f)
//? me() from 0x00000000000000000000000000000000000000aa
//? origin() from 0x00000000000000000000000000000000000000bb
//? self()
//? compare(address 0x0000000000000000000000000000000000000001, address 0x0000000000000000000000000000000000000002)
//? requireNonZero(address 0x0000000000000000000000000000000000000000)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library AddressUtils {
    error ZeroAddress();
    error DirtyUpperBytes(bytes32 word);

    function toBytes32(address a) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(a)));
    }

    function toAddress(bytes32 word) internal pure returns (address) {
        if (uint256(word) >> 160 != 0) revert DirtyUpperBytes(word);
        return address(uint160(uint256(word)));
    }

    function notZero(address a) internal pure returns (address) {
        if (a == address(0)) revert ZeroAddress();
        return a;
    }
}

contract AddressUser {
    using AddressUtils for address;
    using AddressUtils for bytes32;

    function toBytes32(address a) external pure returns (bytes32) {
        return a.toBytes32();
    }

    function fromBytes32(bytes32 word) external pure returns (address) {
        return word.toAddress();
    }

    function parts(address a) external pure returns (bytes4 head, bytes20 all, uint16 tail, bytes1 first) {
        all = bytes20(a);
        head = bytes4(all);
        tail = uint16(uint160(a));
        first = all[0];
    }

    function sorted(address[] memory list) public pure returns (address[] memory) {
        for (uint256 i = 1; i < list.length; i++) {
            address current = list[i];
            uint256 j = i;
            while (j > 0 && list[j - 1] > current) {
                list[j] = list[j - 1];
                j--;
            }
            list[j] = current;
        }
        return list;
    }

    function unique(address[] memory list) external pure returns (bool) {
        list = sorted(list);
        for (uint256 i = 1; i < list.length; i++) {
            if (list[i] == list[i - 1]) return false;
        }
        return true;
    }

    /// @notice The address that CREATE2 would give for this contract.
    function predict(bytes32 salt, bytes32 codeHash) external view returns (address) {
        bytes32 h = keccak256(abi.encodePacked(hex"ff", address(this), salt, codeHash));
        return address(uint160(uint256(h)));
    }

    function isZero(address a) external pure returns (bool) {
        return a == address(0);
    }

    function xor(address a, address b) external pure returns (address) {
        return address(uint160(a) ^ uint160(b));
    }

    function me() external view returns (address, bool) {
        return (msg.sender, msg.sender == tx.origin);
    }

    function origin() external view returns (address payable) {
        return payable(tx.origin);
    }

    function self() external view returns (address) {
        return address(this);
    }

    function compare(address a, address b) external pure returns (bool, bool, bool) {
        return (a < b, a >= b, a != b);
    }

    function requireNonZero(address a) external pure returns (address) {
        return a.notZero();
    }
}

//= deploy: ok
//= toBytes32(address): ok 0x000000000000000000000000deadbeef00000000000000000000000000000001
//= fromBytes32(bytes32): ok 0xdeadbeef00000000000000000000000000000001
//= fromBytes32(bytes32): revert DirtyUpperBytes(bytes32) (0x010000000000000000000000deadbeef00000000000000000000000000000001)
//= parts(address): ok 0xdeadbeef, 0xdeadbeef00000000000000000000000000000001, 1, 0xde
//= sorted(address[]): ok [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc]
//= unique(address[]): ok false
//= predict(bytes32,bytes32): ok 0xa13a48545db7ba097c7571edf2c9e9e48f516127
//= isZero(address): ok true
//= isZero(address): ok false
//= xor(address,address): ok 0x00000000000000000000000000000000000000ff
//= me(): ok 0x00000000000000000000000000000000000000aa, true
//= origin(): ok 0x00000000000000000000000000000000000000bb
//= self(): ok 0x1000000000000000000000000000000000000001
//= compare(address,address): ok true, false, true
//= requireNonZero(address): revert ZeroAddress()
