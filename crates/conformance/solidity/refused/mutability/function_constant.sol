// `constant` on a function, the `view` of Solidity 0.4. Good: "`constant` on functions was removed in 0.5. Write `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private x;

    function get() public constant returns (uint256) {
        return x;
    }
}
