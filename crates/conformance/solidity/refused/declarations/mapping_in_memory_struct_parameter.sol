// A public function with a parameter that holds a mapping. Good: "`P` holds a mapping, so it cannot come from outside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        mapping(uint256 => bool) seen;
    }

    function f(P memory p) public pure {}
}
