// A user-defined type with its arithmetic, comparison and methods.
//? price(uint256 3, uint256 7)
//? compare(uint256 3, uint256 7)
//? negative(int256 5)
pragma solidity ^0.8.20;

type Wad is uint256;
type Delta is int128;

using {add as +, sub as -, mul as *, less as <, atMost as <=, same as ==, differs as !=, floor} for Wad global;
using {neg as -, raw} for Delta global;

uint256 constant ONE = 1e18;

function add(Wad a, Wad b) pure returns (Wad) { return Wad.wrap(Wad.unwrap(a) + Wad.unwrap(b)); }
function sub(Wad a, Wad b) pure returns (Wad) { return Wad.wrap(Wad.unwrap(a) - Wad.unwrap(b)); }
function mul(Wad a, Wad b) pure returns (Wad) { return Wad.wrap(Wad.unwrap(a) * Wad.unwrap(b) / ONE); }
function less(Wad a, Wad b) pure returns (bool) { return Wad.unwrap(a) < Wad.unwrap(b); }
function atMost(Wad a, Wad b) pure returns (bool) { return Wad.unwrap(a) <= Wad.unwrap(b); }
function same(Wad a, Wad b) pure returns (bool) { return Wad.unwrap(a) == Wad.unwrap(b); }
function differs(Wad a, Wad b) pure returns (bool) { return Wad.unwrap(a) != Wad.unwrap(b); }
function floor(Wad a) pure returns (uint256) { return Wad.unwrap(a) / ONE; }
function neg(Delta a) pure returns (Delta) { return Delta.wrap(-Delta.unwrap(a)); }
function raw(Delta a) pure returns (int128) { return Delta.unwrap(a); }

contract Test {
    Wad private last;

    function wad(uint256 n) internal pure returns (Wad) {
        return Wad.wrap(n * ONE);
    }

    function price(uint256 a, uint256 b) external returns (uint256, Wad) {
        last = wad(a) * wad(b) + wad(1) - Wad.wrap(5e17);
        return (last.floor(), last);
    }

    function compare(uint256 a, uint256 b) external pure returns (bool, bool, bool, bool) {
        return (wad(a) < wad(b), wad(a) <= wad(a), wad(a) == wad(b), wad(a) != wad(b));
    }

    function turned(int128 n) internal pure returns (Delta) {
        return -Delta.wrap(n);
    }

    function negative(int256 n) external pure returns (int128) {
        return turned(int128(n)).raw();
    }
}

//= deploy: ok
//= price(uint256,uint256): ok 21, 21500000000000000000
//= compare(uint256,uint256): ok true, true, false, true
//= negative(int256): ok -5
