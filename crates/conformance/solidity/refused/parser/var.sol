// `var` of old Solidity and JavaScript. Good: "`var` was removed in Solidity 0.5. Write the type: `uint256 a = 1;`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        var a = 1;
        return a;
    }
}
