// A number is no truth value, not even 1.
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (bool) {
        return bool(1);
    }
}
