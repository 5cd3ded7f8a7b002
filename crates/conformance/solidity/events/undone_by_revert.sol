// SPDX-License-Identifier: MIT
// Events of a call that fails are gone.
//? f(uint256 1)
//? f(uint256 9)
//? f(uint256 2)
pragma solidity ^0.8.20;

contract Test {
    event E(uint256 n);

    function f(uint256 n) external {
        emit E(n);
        require(n < 5, "large");
        emit E(n * 10);
    }
}

//= deploy: ok
//= f(uint256): ok
//=   event E(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//=   event E(uint256) [] 0x000000000000000000000000000000000000000000000000000000000000000a
//= f(uint256): revert "large"
//= f(uint256): ok
//=   event E(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event E(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000014
