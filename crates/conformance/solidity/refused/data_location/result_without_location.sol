// Results of external functions are made in memory.
pragma solidity ^0.8.20;

contract C {
    function f(uint256[] calldata xs) external pure returns (string) {
        return xs.length == 0 ? "none" : "some";
    }
}
