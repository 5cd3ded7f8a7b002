// A library with an external function. Good: "External library functions are not supported .. Write `internal`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library L {
    function length(uint256[] calldata list) external pure returns (uint256) {
        return list.length;
    }
}

contract C {
    function f(uint256[] calldata list) public pure returns (uint256) {
        return L.length(list);
    }
}
