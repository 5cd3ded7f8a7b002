// Errors are not emitted.
pragma solidity ^0.8.20;

contract C {
    error Bad(uint256 code);

    function f() public {
        emit Bad(1);
    }
}
