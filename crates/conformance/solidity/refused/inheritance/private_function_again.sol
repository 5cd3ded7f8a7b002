// A function with the name of a private one of a base. Good: "`A` has a private function `secret`, which cannot be overridden."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function secret() private pure returns (uint256) {
        return 1;
    }

    function tell() public pure returns (uint256) {
        return secret();
    }
}

contract C is A {
    function secret() public pure returns (uint256) {
        return 2;
    }
}
