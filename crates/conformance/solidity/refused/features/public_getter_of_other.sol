// Reading a public variable of another contract. Good: "`other.count()` calls another contract, which is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Counter {
    uint256 public count;
}

contract C {
    function f(Counter other) public view returns (uint256) {
        return other.count();
    }
}
