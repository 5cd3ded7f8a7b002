// SPDX-License-Identifier: MIT
// Errors with user-defined types and contracts.
pragma solidity ^0.8.20;

interface IToken {}

type Money is uint128;

contract Test {
    error Short(Money wanted, Money given, IToken token);

    function main() external pure {
        revert Short(Money.wrap(5), Money.wrap(3), IToken(address(9)));
    }
}

//= deploy: ok
//= main(): revert Short(uint128,uint128,address) (5, 3, 0x0000000000000000000000000000000000000009)
