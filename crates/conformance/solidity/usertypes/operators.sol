// SPDX-License-Identifier: MIT
// Operators of a user-defined type by free functions.
pragma solidity ^0.8.20;

type Fixed is int128;

function add(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) + Fixed.unwrap(b));
}

function sub(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) - Fixed.unwrap(b));
}

function mul(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) * Fixed.unwrap(b) / 100);
}

function div(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) * 100 / Fixed.unwrap(b));
}

function neg(Fixed a) pure returns (Fixed) {
    return Fixed.wrap(-Fixed.unwrap(a));
}

using {add as +, sub as -, mul as *, div as /, neg as -} for Fixed global;

contract Test {
    function main() external pure returns (Fixed, Fixed, Fixed, Fixed, Fixed) {
        Fixed a = Fixed.wrap(250);
        Fixed b = Fixed.wrap(-150);
        return (a + b, a - b, a * b, a / b, -a + b * b);
    }
}

//= deploy: ok
//= main(): ok 100, 400, -375, -166, -25
