// SPDX-License-Identifier: MIT
// Contracts side by side that share file-level items but not state.
pragma solidity ^0.8.20;

struct Record { uint256 n; }

function bump(Record storage r) {
    r.n++;
}

contract First {
    Record r;

    function f() external returns (uint256) {
        bump(r);
        return r.n;
    }
}

contract Second {
    Record r = Record(10);
    Record s;

    function main() external returns (uint256, uint256) {
        bump(r);
        bump(r);
        bump(s);
        return (r.n, s.n);
    }
}

//= deploy: ok
//= main(): ok 12, 1
