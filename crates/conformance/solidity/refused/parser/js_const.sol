// `const` of JavaScript. Good: "`const` is not Solidity. Write the type: `uint256 a = 1;`; outside of functions `uint256 constant A = 1;`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        const x = 1;
        return x;
    }
}
