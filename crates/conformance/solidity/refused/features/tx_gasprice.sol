// The gas price of the transaction. Good: "`tx.gasprice` is not supported; of the transaction there is `tx.origin`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return tx.gasprice;
    }
}
