// SPDX-License-Identifier: MIT
// Calling a function variable that was never set panics.
//? local()
//? state()
pragma solidity ^0.8.20;

contract Test {
    function() internal stored;

    function local() external pure returns (uint256) {
        function() pure returns (uint256) f;
        return f();
    }

    function state() external {
        stored();
    }
}

//= deploy: ok
//= local(): panic 0x51
//= state(): panic 0x51
