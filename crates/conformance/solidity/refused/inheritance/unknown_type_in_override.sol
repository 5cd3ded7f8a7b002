// An overriding function with a type that does not exist. Good: "There is no type `Amont`." and nothing else.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    struct Amount {
        uint256 value;
    }

    function f(Amount memory a) public pure virtual returns (uint256) {
        return a.value;
    }
}

contract C is A {
    function f(Amont memory a) public pure override returns (uint256) {
        return a.value + 1;
    }
}
