// A storage reference as a parameter of a public function. Good: "A `public` function takes `memory` or `calldata`; `storage` only works inside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    function f(P storage p) public view returns (uint256) {
        return p.x;
    }
}
