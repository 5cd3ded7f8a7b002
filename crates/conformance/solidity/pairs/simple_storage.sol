// The first contract of every course: one number that anybody may set.
//? deploy from 0x00000000000000000000000000000000000000aa
//? get()
//? set(uint256 42) from 0x00000000000000000000000000000000000000aa
//? get()
//? set(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935) from 0x00000000000000000000000000000000000000bb
//? increment() from 0x00000000000000000000000000000000000000bb
//? favorites(address 0x00000000000000000000000000000000000000aa)
//? setFavorite(uint256 7) from 0x00000000000000000000000000000000000000aa
//? favorites(address 0x00000000000000000000000000000000000000aa)
//? addPerson(string "Ada", uint256 36) from 0x00000000000000000000000000000000000000aa
//? addPerson(string "", uint256 0) from 0x00000000000000000000000000000000000000bb
//? people(uint256 0)
//? nameToAge(string "Ada")
//? count()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract SimpleStorage {
    uint256 private value;

    struct Person {
        string name;
        uint256 age;
    }

    Person[] public people;
    mapping(string => uint256) public nameToAge;
    mapping(address => uint256) public favorites;

    event ValueChanged(address indexed by, uint256 oldValue, uint256 newValue);

    function set(uint256 newValue) public {
        emit ValueChanged(msg.sender, value, newValue);
        value = newValue;
    }

    function get() public view returns (uint256) {
        return value;
    }

    function increment() public {
        set(value + 1);
    }

    function setFavorite(uint256 favorite) external {
        favorites[msg.sender] = favorite;
    }

    function addPerson(string memory _name, uint256 _age) public {
        people.push(Person(_name, _age));
        nameToAge[_name] = _age;
    }

    function count() external view returns (uint256) {
        return people.length;
    }
}

//= deploy: ok
//= get(): ok 0
//= set(uint256): ok
//=   event ValueChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002a
//= get(): ok 42
//= set(uint256): ok
//=   event ValueChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000002affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
//= increment(): panic 0x11
//= favorites(address): ok 0
//= setFavorite(uint256): ok
//= favorites(address): ok 7
//= addPerson(string,uint256): ok
//= addPerson(string,uint256): ok
//= people(uint256): ok "Ada", 36
//= nameToAge(string): ok 36
//= count(): ok 2
