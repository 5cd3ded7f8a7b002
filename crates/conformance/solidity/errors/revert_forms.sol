// SPDX-License-Identifier: MIT
// revert with nothing, with a text and with an error.
//? f(uint256 0)
//? f(uint256 1)
//? f(uint256 2)
//? f(uint256 3)
//? f(uint256 4)
pragma solidity ^0.8.20;

contract Test {
    error Custom(address who, string why);

    function f(uint256 x) external view returns (uint256) {
        if (x == 0) revert();
        if (x == 1) revert("text");
        if (x == 2) revert Custom(msg.sender, "because");
        if (x == 3) revert Custom({why: "named", who: address(3)});
        return x;
    }
}

//= deploy: ok
//= f(uint256): revert
//= f(uint256): revert "text"
//= f(uint256): revert Custom(address,string) (0x0000000000000000000000000000000000000001, "because")
//= f(uint256): revert Custom(address,string) (0x0000000000000000000000000000000000000003, "named")
//= f(uint256): ok 4
