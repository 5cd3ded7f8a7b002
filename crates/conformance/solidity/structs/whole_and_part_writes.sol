// A struct that lies together: fields written one by one, as a whole, swapped and deleted.
//? add(string "ann", uint64 30)
//? add(string "bob", uint64 40)
//? birthday(uint256 0)
//? rename(uint256 1, string "rob")
//? swap()
//? people(uint256 0)
//? people(uint256 1)
//? remove(uint256 0)
//? people(uint256 0)
//? people(uint256 1)
//? oldest()
pragma solidity ^0.8.20;

contract Test {
    struct Person { string name; uint64 age; bool adult; address by; }
    Person[] public people;

    function add(string calldata name, uint64 age) external {
        Person storage p = people.push();
        p.name = name;
        p.age = age;
        p.adult = age >= 18;
        p.by = msg.sender;
    }

    function birthday(uint256 i) external {
        Person storage p = people[i];
        p.age++;
        if (p.age > 30) {
            p.adult = false;
        }
        p.adult = !p.adult;
    }

    function rename(uint256 i, string memory name) external {
        people[i].name = name;
    }

    function swap() external {
        Person memory first = people[0];
        people[0] = people[1];
        people[1] = first;
        (people[0].age, people[1].age) = (people[1].age, people[0].age);
    }

    function remove(uint256 i) external {
        people[i] = people[people.length - 1];
        people.pop();
    }

    function oldest() external view returns (string memory name) {
        uint64 most;
        for (uint256 i = 0; i < people.length; i++) {
            Person storage p = people[i];
            if (p.age > most) (most, name) = (p.age, p.name);
        }
    }
}

//= deploy: ok
//= add(string,uint64): ok
//= add(string,uint64): ok
//= birthday(uint256): ok
//= rename(uint256,string): ok
//= swap(): ok
//= people(uint256): ok "rob", 31, true, 0x0000000000000000000000000000000000000001
//= people(uint256): ok "ann", 40, true, 0x0000000000000000000000000000000000000001
//= remove(uint256): ok
//= people(uint256): ok "ann", 40, true, 0x0000000000000000000000000000000000000001
//= people(uint256): revert
//= oldest(): ok "ann"
