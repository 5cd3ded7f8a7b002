// A function in the place of an inherited public variable. Good: "The name `rate` is already that of a variable in `B`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    function rate() external view returns (uint256);
}

contract B is A {
    uint256 public override rate = 9;
}

contract C is B {
    function rate() public view override returns (uint256) {
        return 1;
    }
}
