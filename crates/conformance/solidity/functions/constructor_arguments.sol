// SPDX-License-Identifier: MIT
// A constructor with arguments and value.
//? deploy(uint256 5, string "name", address[] [0xaa, 0xbb]) value 9 from 0xcc
//? all()
pragma solidity ^0.8.20;

contract Test {
    uint256 public n;
    string public name;
    address[] owners;
    uint256 paid;
    address creator;

    constructor(uint256 n_, string memory name_, address[] memory owners_) payable {
        n = n_;
        name = name_;
        owners = owners_;
        paid = msg.value;
        creator = msg.sender;
    }

    function all() external view returns (uint256, string memory, address[] memory, uint256, address) {
        return (n, name, owners, paid, creator);
    }
}

//= deploy: ok
//= all(): ok 5, "name", [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb], 9, 0x00000000000000000000000000000000000000cc
