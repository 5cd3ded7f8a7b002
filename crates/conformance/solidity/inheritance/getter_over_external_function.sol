//? deploy()
//? rate()
//? total(address 0x0a)
//? add(address 0x0a, uint256 5)
//? total(address 0x0a)
//? point()
//? name()
//? FEE()
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface Totals {
    function total(address who) external view returns (uint256);
    function point() external view returns (uint256, bool);
    function name() external returns (string memory);
    function FEE() external pure returns (uint8);
}

abstract contract Rates {
    function rate() external view virtual returns (uint256) {
        return 1;
    }

    function rateSelector() public pure returns (bytes4) {
        return this.rate.selector;
    }
}

// Variables take the places of functions, with or without a body.
contract C is Rates, Totals {
    struct Point {
        uint256 x;
        uint256[] path;
        bool seen;
    }

    uint256 public override rate = 9;
    mapping(address => uint256) public total;
    Point public override(Totals) point;
    string public name = "C";
    uint8 public constant override FEE = 3;

    function add(address who, uint256 amount) public {
        total[who] += amount;
        point.x = rate + amount;
        point.seen = true;
    }
}

//= deploy: ok
//= rate(): ok 9
//= total(address): ok 0
//= add(address,uint256): ok
//= total(address): ok 5
//= point(): ok 14, true
//= name(): ok "C"
//= FEE(): ok 3
