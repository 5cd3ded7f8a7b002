// A storage reference used before it refers to anything. Good: "`p` refers to nothing yet. Give it a value: `P storage p = list[0];`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    function f() public {
        P storage p;
        p.x = 1;
    }
}
