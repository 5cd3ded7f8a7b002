// A truth value is no number: `bool` is not converted to an integer.
pragma solidity ^0.8.20;

contract C {
    function f(bool b) public pure returns (uint256) {
        return uint256(b);
    }
}
