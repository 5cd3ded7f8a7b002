// An anonymous event has no selector.
pragma solidity ^0.8.20;

contract C {
    event E(uint256 a) anonymous;

    function f() public pure returns (bytes32) {
        return E.selector;
    }
}
