// A library function whose first parameter is of another type. Good: "`twice` takes an `int256` first, so it cannot be called on a `uint256`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library L {
    function twice(int256 x) internal pure returns (int256) {
        return x * 2;
    }
}

contract C {
    using L for uint256;

    function f(uint256 n) public pure returns (int256) {
        return n.twice();
    }
}
