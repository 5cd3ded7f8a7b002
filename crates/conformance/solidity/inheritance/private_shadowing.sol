// SPDX-License-Identifier: MIT
// Private state variables of base and derived contract with one name are two.
pragma solidity ^0.8.20;

contract Base {
    uint256 private x = 1;

    function baseX() public view returns (uint256) {
        return x;
    }

    function setBase(uint256 v) internal {
        x = v;
    }
}

contract Test is Base {
    uint256 private x = 2;

    function main() external returns (uint256, uint256, uint256) {
        setBase(10);
        uint256 before = x;
        x = 20;
        return (before, x, baseX());
    }
}

//= deploy: ok
//= main(): ok 2, 20, 10
