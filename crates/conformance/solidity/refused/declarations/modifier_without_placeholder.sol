// A modifier without `_`: the function would never run. Good: "Write `_;` where the function's body runs."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address private owner = msg.sender;

    modifier onlyOwner() {
        require(msg.sender == owner, "not the owner");
    }

    function close() public onlyOwner {
        owner = address(0);
    }
}
