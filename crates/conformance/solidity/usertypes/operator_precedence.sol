// SPDX-License-Identifier: MIT
// Operators of a user-defined type keep the language's precedence.
pragma solidity ^0.8.20;

type N is uint256;

function add(N a, N b) pure returns (N) {
    return N.wrap(N.unwrap(a) + N.unwrap(b));
}

function mul(N a, N b) pure returns (N) {
    return N.wrap(N.unwrap(a) * N.unwrap(b));
}

function lt(N a, N b) pure returns (bool) {
    return N.unwrap(a) < N.unwrap(b);
}

using {add as +, mul as *, lt as <} for N global;

contract Test {
    function main() external pure returns (N, N, bool) {
        N a = N.wrap(2);
        N b = N.wrap(3);
        N c = N.wrap(4);
        return (a + b * c, (a + b) * c, a * b < b + c);
    }
}

//= deploy: ok
//= main(): ok 14, 20, true
