// Sets that can be listed: a bytes32 core with wrappers for addresses and numbers.
//? addMember(address 0x00000000000000000000000000000000000000aa)
//? addMember(address 0x00000000000000000000000000000000000000bb)
//? addMember(address 0x00000000000000000000000000000000000000aa)
//? addMember(address 0x00000000000000000000000000000000000000cc)
//? addMember(address 0x0000000000000000000000000000000000000000)
//? members()
//? removeMember(address 0x00000000000000000000000000000000000000aa)
//? removeMember(address 0x00000000000000000000000000000000000000aa)
//? members()
//? memberAt(uint256 0)
//? memberAt(uint256 3)
//? isMember(address 0x0000000000000000000000000000000000000000)
//? isMember(address 0x00000000000000000000000000000000000000aa)
//? addNumbers(uint256[] [5, 7, 5, 0, 115792089237316195423570985008687907853269984665640564039457584007913129639935])
//? numbers()
//? removeNumber(uint256 7)
//? numbers()
//? counts()
//? clearMembers()
//? counts()
//? addMember(address 0x00000000000000000000000000000000000000bb)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Sets {
    struct Set {
        bytes32[] list;
        mapping(bytes32 value => uint256) place;
    }

    struct AddressSet {
        Set core;
    }

    struct UintSet {
        Set core;
    }

    function _add(Set storage set, bytes32 value) private returns (bool) {
        if (_contains(set, value)) return false;
        set.list.push(value);
        set.place[value] = set.list.length;
        return true;
    }

    function _remove(Set storage set, bytes32 value) private returns (bool) {
        uint256 position = set.place[value];
        if (position == 0) return false;
        uint256 hole = position - 1;
        uint256 end = set.list.length - 1;
        if (hole != end) {
            bytes32 moved = set.list[end];
            set.list[hole] = moved;
            set.place[moved] = position;
        }
        set.list.pop();
        delete set.place[value];
        return true;
    }

    function _contains(Set storage set, bytes32 value) private view returns (bool) {
        return set.place[value] != 0;
    }

    function _length(Set storage set) private view returns (uint256) {
        return set.list.length;
    }

    function _at(Set storage set, uint256 index) private view returns (bytes32) {
        return set.list[index];
    }

    function _clear(Set storage set) private {
        uint256 len = _length(set);
        for (uint256 i = 0; i < len; ++i) {
            delete set.place[set.list[i]];
        }
        delete set.list;
    }

    function addAddress(AddressSet storage set, address value) internal returns (bool) {
        return _add(set.core, bytes32(uint256(uint160(value))));
    }

    function removeAddress(AddressSet storage set, address value) internal returns (bool) {
        return _remove(set.core, bytes32(uint256(uint160(value))));
    }

    function containsAddress(AddressSet storage set, address value) internal view returns (bool) {
        return _contains(set.core, bytes32(uint256(uint160(value))));
    }

    function addressAt(AddressSet storage set, uint256 index) internal view returns (address) {
        return address(uint160(uint256(_at(set.core, index))));
    }

    function addressCount(AddressSet storage set) internal view returns (uint256) {
        return _length(set.core);
    }

    function addresses(AddressSet storage set) internal view returns (address[] memory result) {
        uint256 n = _length(set.core);
        result = new address[](n);
        for (uint256 i; i < n; i++) result[i] = addressAt(set, i);
    }

    function clearAddresses(AddressSet storage set) internal {
        _clear(set.core);
    }

    function addUint(UintSet storage set, uint256 value) internal returns (bool) {
        return _add(set.core, bytes32(value));
    }

    function removeUint(UintSet storage set, uint256 value) internal returns (bool) {
        return _remove(set.core, bytes32(value));
    }

    function uints(UintSet storage set) internal view returns (uint256[] memory result) {
        bytes32[] memory raw = set.core.list;
        result = new uint256[](raw.length);
        for (uint256 i; i < raw.length; i++) result[i] = uint256(raw[i]);
    }
}

contract SetUser {
    using Sets for Sets.AddressSet;
    using Sets for Sets.UintSet;

    Sets.AddressSet private memberSet;
    Sets.UintSet private numberSet;

    event Changed(address indexed member, bool added);

    function addMember(address member) external returns (bool added) {
        added = memberSet.addAddress(member);
        if (added) emit Changed(member, true);
    }

    function removeMember(address member) external returns (bool removed) {
        removed = memberSet.removeAddress(member);
        if (removed) emit Changed(member, false);
    }

    function isMember(address member) external view returns (bool) {
        return memberSet.containsAddress(member);
    }

    function memberAt(uint256 index) external view returns (address) {
        return memberSet.addressAt(index);
    }

    function members() external view returns (address[] memory) {
        return memberSet.addresses();
    }

    function clearMembers() external {
        memberSet.clearAddresses();
    }

    function addNumbers(uint256[] calldata list) external returns (uint256 added) {
        for (uint256 i = 0; i < list.length; i++) {
            if (numberSet.addUint(list[i])) added++;
        }
    }

    function removeNumber(uint256 n) external returns (bool) {
        return numberSet.removeUint(n);
    }

    function numbers() external view returns (uint256[] memory) {
        return numberSet.uints();
    }

    function counts() external view returns (uint256, uint256) {
        return (memberSet.addressCount(), numberSet.uints().length);
    }
}

//= deploy: ok
//= addMember(address): ok true
//=   event Changed(address,bool) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000001
//= addMember(address): ok true
//=   event Changed(address,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000001
//= addMember(address): ok false
//= addMember(address): ok true
//=   event Changed(address,bool) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000001
//= addMember(address): ok true
//=   event Changed(address,bool) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000001
//= members(): ok [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000]
//= removeMember(address): ok true
//=   event Changed(address,bool) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000000
//= removeMember(address): ok false
//= members(): ok [0x0000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc]
//= memberAt(uint256): ok 0x0000000000000000000000000000000000000000
//= memberAt(uint256): panic 0x32
//= isMember(address): ok true
//= isMember(address): ok false
//= addNumbers(uint256[]): ok 4
//= numbers(): ok [5, 7, 0, 115792089237316195423570985008687907853269984665640564039457584007913129639935]
//= removeNumber(uint256): ok true
//= numbers(): ok [5, 115792089237316195423570985008687907853269984665640564039457584007913129639935, 0]
//= counts(): ok 3, 3
//= clearMembers(): ok
//= counts(): ok 0, 3
//= addMember(address): ok true
//=   event Changed(address,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000001
