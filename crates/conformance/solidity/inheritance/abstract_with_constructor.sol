// SPDX-License-Identifier: MIT
// Constructors of abstract contracts run in the order of the line.
pragma solidity ^0.8.20;

abstract contract A {
    string internal trace;

    constructor() {
        trace = string.concat(trace, "a");
    }
}

abstract contract B is A {
    constructor() {
        trace = string.concat(trace, "b");
    }
}

abstract contract C is A {
    constructor() {
        trace = string.concat(trace, "c");
    }
}

contract Test is C, B {
    constructor() {
        trace = string.concat(trace, "t");
    }

    function main() external view returns (string memory) {
        return trace;
    }
}

//= deploy: ok
//= main(): ok "acbt"
