// Private functions of one name in two bases. Good: "`C` inherits `secret` from `A` and `B`; the private function of `A` cannot be overridden."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function secret() private pure returns (uint256) {
        return 1;
    }
}

contract B {
    function secret() private pure returns (uint256) {
        return 2;
    }
}

contract C is A, B {}
