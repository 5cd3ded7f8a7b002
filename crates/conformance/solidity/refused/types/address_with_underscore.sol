// Forty digits with an underscore are an address. Good: says so as for other addresses.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        uint256 x = 0x5290840009852788_6E0F7030069857D2E4169EE7;
        require(x > 0);
    }
}
