// The results of a function stand in parentheses.
pragma solidity ^0.8.20;

contract C {
    uint256 private count;

    function increment(uint256 by) public returns uint256 {
        return count += by;
    }
}
