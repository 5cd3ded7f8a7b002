// A named argument that does not exist. Good: "`give` has no parameter `amt`. Did you mean `amount`?"
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) private m;

    function give(address to, uint256 amount) internal {
        m[to] += amount;
    }

    function f() public {
        give({to: msg.sender, amt: 1});
    }
}
