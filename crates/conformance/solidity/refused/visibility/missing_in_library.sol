// A library's function is internal, but that has to be said.
pragma solidity ^0.8.20;

library L {
    function f() pure returns (uint256) {
        return 1;
    }
}

contract C {
    function g() public pure returns (uint256) {
        return L.f();
    }
}
