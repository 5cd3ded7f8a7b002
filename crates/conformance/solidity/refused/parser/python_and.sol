// `and` of Python. Good: "`and` is written `&&`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool a, bool b) public pure returns (bool) {
        return a and b;
    }
}
