// A function that overloads an inherited one instead of overriding it. Good: "`set` has other parameters than `Base.set`, so it overloads it. Overloading is not supported .."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Base {
    uint256 internal value;

    function set(uint256 v) public {
        value = v;
    }
}

contract C is Base {
    function set(uint256 v, uint256 factor) public {
        value = v * factor;
    }
}
