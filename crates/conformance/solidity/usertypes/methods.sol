// SPDX-License-Identifier: MIT
// Functions and operators of one type together, chained.
pragma solidity ^0.8.20;

type Price is uint128;

using {plus, unwrap_, isZero} for Price global;

function plus(Price a, Price b) pure returns (Price) {
    return Price.wrap(Price.unwrap(a) + Price.unwrap(b));
}

function unwrap_(Price a) pure returns (uint128) {
    return Price.unwrap(a);
}

function isZero(Price a) pure returns (bool) {
    return Price.unwrap(a) == 0;
}

contract Test {
    function main() external pure returns (uint128, bool, bool) {
        Price p = Price.wrap(3);
        return (p.plus(p).plus(Price.wrap(1)).unwrap_(), p.isZero(), Price.wrap(0).isZero());
    }
}

//= deploy: ok
//= main(): ok 7, false, true
