// `using` of something that is no library. Good: "There is no library `SafeMath`; arithmetic is checked since 0.8, so it is not needed: write `a + b`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    using SafeMath for uint256;

    function f(uint256 a, uint256 b) public pure returns (uint256) {
        return a.add(b);
    }
}
