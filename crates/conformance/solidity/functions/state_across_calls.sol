// SPDX-License-Identifier: MIT
// State stays from call to call and is not changed by a call that fails.
//? add(uint256 5)
//? add(uint256 6)
//? addThenFail(uint256 100)
//? total()
//? history()
pragma solidity ^0.8.20;

contract Test {
    uint256 public total;
    uint256[] items;

    function add(uint256 x) public returns (uint256) {
        total += x;
        items.push(x);
        return total;
    }

    function addThenFail(uint256 x) external {
        add(x);
        require(total < 50, "too much");
    }

    function history() external view returns (uint256[] memory) {
        return items;
    }
}

//= deploy: ok
//= add(uint256): ok 5
//= add(uint256): ok 11
//= addThenFail(uint256): revert "too much"
//= total(): ok 11
//= history(): ok [5, 6]
