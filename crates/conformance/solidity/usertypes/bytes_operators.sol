// SPDX-License-Identifier: MIT
// Operators of a type over bytes32 and of one over bool.
pragma solidity ^0.8.20;

type Word is bytes32;
type Truth is bool;

function xor_(Word a, Word b) pure returns (Word) {
    return Word.wrap(Word.unwrap(a) ^ Word.unwrap(b));
}

function eq(Word a, Word b) pure returns (bool) {
    return Word.unwrap(a) == Word.unwrap(b);
}

function and_(Truth a, Truth b) pure returns (Truth) {
    return Truth.wrap(Truth.unwrap(a) && Truth.unwrap(b));
}

using {xor_ as ^, eq as ==} for Word global;
using {and_ as &} for Truth global;

contract Test {
    function main() external pure returns (Word, bool, Truth, Truth) {
        Word a = Word.wrap("abc");
        Word b = Word.wrap(bytes32(uint256(1)));
        Truth t = Truth.wrap(true);
        Truth f;
        return (a ^ b ^ a, a == a ^ b ^ b, t & t, t & f);
    }
}

//= deploy: ok
//= main(): ok 0x0000000000000000000000000000000000000000000000000000000000000001, true, true, false
