// A public struct of arrays and mappings only. Good: says what the getter leaves out.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256[] a;
        mapping(address => uint256) m;
    }

    P public p;
}
