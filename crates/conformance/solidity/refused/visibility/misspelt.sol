// A word for visibility that is misspelt looks like a modifier: one message, not two.
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a) publc returns (uint256) {
        return a;
    }
}
