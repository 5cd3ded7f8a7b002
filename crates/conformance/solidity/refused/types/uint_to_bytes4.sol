// A number made bytes of another size. Good: "`uint256` cannot be converted to `bytes4`: the sizes differ. Write `bytes4(uint32(n))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (bytes4) {
        return bytes4(n);
    }
}
