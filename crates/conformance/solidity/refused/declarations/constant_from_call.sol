// A constant has the same value in each call.
pragma solidity ^0.8.20;

contract C {
    bytes4 constant SIG = msg.sig;

    function f() public pure returns (bytes4) {
        return SIG;
    }
}
