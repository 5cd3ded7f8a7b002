// A library with a public function. Good: "Public library functions are not supported: there is no linking. Write `internal`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library L {
    function twice(uint256 x) public pure returns (uint256) {
        return x * 2;
    }
}

contract C {
    function f() public pure returns (uint256) {
        return L.twice(4);
    }
}
