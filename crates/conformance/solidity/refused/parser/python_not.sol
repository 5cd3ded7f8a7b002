// `not` of Python. Good: "`not` is written `!`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool a) public pure returns (bool) {
        return not a;
    }
}
