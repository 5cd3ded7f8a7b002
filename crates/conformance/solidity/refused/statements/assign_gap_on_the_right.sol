// A gap on the right side of an assignment has no value.
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256 a, uint256 b) {
        (a, b) = (1, );
    }
}
