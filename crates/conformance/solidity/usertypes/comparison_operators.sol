// SPDX-License-Identifier: MIT
// Comparison and equality of a user-defined type.
pragma solidity ^0.8.20;

type Age is uint8;

function eq(Age a, Age b) pure returns (bool) {
    return Age.unwrap(a) == Age.unwrap(b);
}

function ne(Age a, Age b) pure returns (bool) {
    return !(a == b);
}

function lt(Age a, Age b) pure returns (bool) {
    return Age.unwrap(a) < Age.unwrap(b);
}

function le(Age a, Age b) pure returns (bool) {
    return a < b || a == b;
}

function gt(Age a, Age b) pure returns (bool) {
    return b < a;
}

function ge(Age a, Age b) pure returns (bool) {
    return !(a < b);
}

using {eq as ==, ne as !=, lt as <, le as <=, gt as >, ge as >=} for Age global;

contract Test {
    function main() external pure returns (bool[6] memory r) {
        Age a = Age.wrap(3);
        Age b = Age.wrap(4);
        r = [a == b, a != b, a < b, a <= b, a > b, a >= b];
    }
}

//= deploy: ok
//= main(): ok [false, true, true, true, false, false]
