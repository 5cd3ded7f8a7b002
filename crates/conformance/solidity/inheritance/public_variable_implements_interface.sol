// A public variable implements a function of an interface, a mapping too.
//? deploy(uint256 9)
//? cap()
//? share(address 0xaa)
//? both(address 0xaa)
pragma solidity ^0.8.20;

interface Capped {
    function cap() external view returns (uint256);
    function share(address who) external view returns (uint256);
}

contract Test is Capped {
    uint256 public immutable override cap;
    mapping(address => uint256) public override share;

    constructor(uint256 c) {
        cap = c;
        share[address(0xaa)] = c / 2;
    }

    function both(address who) external view returns (uint256) {
        return cap + share[who];
    }
}

//= deploy: ok
//= cap(): ok 9
//= share(address): ok 4
//= both(address): ok 13
