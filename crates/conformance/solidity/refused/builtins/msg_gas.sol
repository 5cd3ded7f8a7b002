// The gas as it was written before 0.5. Good: "`msg.gas` was removed, and gas cannot be asked for."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return msg.gas;
    }
}
