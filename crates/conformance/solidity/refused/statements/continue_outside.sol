// `continue` outside of a loop. Good: "`continue` stands in a loop only."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        continue;
    }
}
