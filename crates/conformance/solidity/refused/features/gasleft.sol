// Asking for the gas that is left. Good: "`gasleft()` is not supported: gas here is counted in units of its own."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (bool) {
        return gasleft() > 1000;
    }
}
