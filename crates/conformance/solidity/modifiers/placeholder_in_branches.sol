//? a()
//? b(bool true)
//? b(bool false)
//? c()
//? runs()
// SPDX-License-Identifier: MIT
// `_` in loops, branches and blocks.
pragma solidity ^0.8.20;

contract Test {
    uint256 public runs;

    modifier several(uint256 n) {
        for (uint256 i = 0; i < n; i++) _;
    }

    modifier once() {
        uint256 i = 0;
        do {
            _;
        } while (i > 0);
    }

    modifier either(bool on) {
        if (on) {
            {
                _;
            }
        } else revert("off");
    }

    modifier never() {
        while (false) _;
    }

    function a() external several(3) once {
        runs += 1;
    }

    function b(bool on) external either(on) returns (uint256) {
        runs += 10;
        return runs;
    }

    function c() external never returns (uint256) {
        runs += 100;
        return runs;
    }
}

//= deploy: ok
//= a(): ok
//= b(bool): ok 13
//= b(bool): revert "off"
//= c(): ok 0
//= runs(): ok 13
