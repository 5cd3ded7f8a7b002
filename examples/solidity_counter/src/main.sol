// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

// A counter with an owner, an event and a custom error.
contract Counter {
    error TooMuch(uint256 asked, uint256 most);

    event Increased(address indexed by, uint256 count);

    uint256 public constant MOST = 100;

    uint256 public count;
    address public immutable owner;

    constructor() {
        owner = msg.sender;
    }

    function increase(uint256 by) public returns (uint256) {
        if (by > MOST) revert TooMuch(by, MOST);
        count += by;
        emit Increased(msg.sender, count);
        return count;
    }

    function demo() external returns (uint256, bool) {
        increase(5);
        increase(37);
        return (count, owner == msg.sender);
    }
}
