// Calling an external function from inside. Good: "`f` is `external`, so it cannot be called from inside. Make it `public`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() external pure returns (uint256) {
        return 1;
    }

    function g() public pure returns (uint256) {
        return f();
    }
}
