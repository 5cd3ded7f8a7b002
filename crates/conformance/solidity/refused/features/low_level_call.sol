// A low-level call that sends value. Good: "`.call` is not supported: a contract here cannot call other accounts. Keep what is owed in a mapping."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function pay(address payable to, uint256 amount) public {
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "failed");
    }
}
