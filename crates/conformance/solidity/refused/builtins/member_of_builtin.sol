// A function of the language has no members.
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (bool) {
        return keccak256.selector == bytes4(0);
    }
}
