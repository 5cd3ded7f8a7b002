// SPDX-License-Identifier: MIT
// Bit operators and modulo of a user-defined type.
pragma solidity ^0.8.20;

type Flags is uint8;

function and_(Flags a, Flags b) pure returns (Flags) {
    return Flags.wrap(Flags.unwrap(a) & Flags.unwrap(b));
}

function or_(Flags a, Flags b) pure returns (Flags) {
    return Flags.wrap(Flags.unwrap(a) | Flags.unwrap(b));
}

function xor_(Flags a, Flags b) pure returns (Flags) {
    return Flags.wrap(Flags.unwrap(a) ^ Flags.unwrap(b));
}

function not_(Flags a) pure returns (Flags) {
    return Flags.wrap(~Flags.unwrap(a));
}

function mod_(Flags a, Flags b) pure returns (Flags) {
    return Flags.wrap(Flags.unwrap(a) % Flags.unwrap(b));
}

using {and_ as &, or_ as |, xor_ as ^, not_ as ~, mod_ as %} for Flags global;

Flags constant LOW = Flags.wrap(0x0f);

contract Test {
    function main() external pure returns (Flags, Flags, Flags, Flags, Flags) {
        Flags a = Flags.wrap(0xca);
        return (a & LOW, a | LOW, a ^ LOW, ~a, a % LOW);
    }
}

//= deploy: ok
//= main(): ok 10, 207, 197, 53, 7
