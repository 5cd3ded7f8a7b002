// A named argument given twice. Good: "`to` is given twice."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function give(address to, uint256 amount) internal pure returns (uint256) {
        return to == address(0) ? 0 : amount;
    }

    function f() public view returns (uint256) {
        return give({to: msg.sender, to: msg.sender});
    }
}
