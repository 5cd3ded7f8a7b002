// SPDX-License-Identifier: MIT
// Structs in a mapping, by reference and by value.
pragma solidity ^0.8.20;

contract Test {
    struct User { string name; uint256 age; bool known; }

    mapping(address => User) users;

    function main() external returns (User memory, uint256, User memory) {
        User storage u = users[msg.sender];
        u.name = "me";
        u.age = 20;
        users[msg.sender].known = true;
        users[address(2)] = User("you", 30, false);
        User memory copy = users[address(2)];
        copy.age = 99;
        delete users[address(2)].name;
        return (u, users[address(2)].age + bytes(users[address(2)].name).length, copy);
    }
}

//= deploy: ok
//= main(): ok ("me", 20, true), 30, ("you", 99, false)
