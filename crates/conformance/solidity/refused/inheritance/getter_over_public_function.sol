// A public variable in the place of a public function, which the base itself calls. Good: "A public variable can only override an external function."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function rate() public view virtual returns (uint256) {
        return 1;
    }

    function twice() public view returns (uint256) {
        return rate() * 2;
    }
}

contract C is A {
    uint256 public override rate = 9;
}
