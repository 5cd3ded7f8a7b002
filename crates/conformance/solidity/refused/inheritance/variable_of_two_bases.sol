// Two bases with a variable of one name. Good: "`C` inherits a variable `total` from `A` and from `B`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 internal total;
}

contract B {
    uint256 internal total;
}

contract C is A, B {
    function f() public view returns (uint256) {
        return total;
    }
}
