// A documentation tag that does not fit. Good: NatSpec is passed over; the only message is the missing `;`.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    /// @param missing There is no such parameter.
    /// @return also wrong
    function f() public pure {
        uint256 a = 1
    }
}
