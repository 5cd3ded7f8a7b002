// An error that is not thrown. Good: "An error is thrown with `revert`: `revert Bad(5);`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    error Bad(uint256 n);

    function f() public pure {
        Bad(5);
    }
}
