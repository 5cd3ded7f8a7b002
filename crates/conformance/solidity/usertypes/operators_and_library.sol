// Operators of a user-defined type by free functions, its methods from a library.
//? f(int128 -3)
//? g()
pragma solidity ^0.8.20;
type Fixed is int128;
using { add as +, sub as -, neg as -, lt as <, eq as ==, Lib.twice, Lib.half } for Fixed global;
function add(Fixed a, Fixed b) pure returns (Fixed) { return Fixed.wrap(Fixed.unwrap(a) + Fixed.unwrap(b)); }
function sub(Fixed a, Fixed b) pure returns (Fixed) { return Fixed.wrap(Fixed.unwrap(a) - Fixed.unwrap(b)); }
function neg(Fixed a) pure returns (Fixed) { return Fixed.wrap(-Fixed.unwrap(a)); }
function lt(Fixed a, Fixed b) pure returns (bool) { return Fixed.unwrap(a) < Fixed.unwrap(b); }
function eq(Fixed a, Fixed b) pure returns (bool) { return Fixed.unwrap(a) == Fixed.unwrap(b); }
library Lib {
    function twice(Fixed a) internal pure returns (Fixed) { return a + a; }
    function half(Fixed a) internal pure returns (Fixed) { return Fixed.wrap(Fixed.unwrap(a) / 2); }
}
Fixed constant ONE = Fixed.wrap(1e6);
contract C {
    mapping(Fixed => Fixed[]) private by;
    Fixed public total = ONE;
    event Moved(Fixed indexed by, Fixed total);
    function f(Fixed x) external returns (Fixed, bool, Fixed) {
        total = total + x.twice() - -x;
        emit Moved(x, total);
        by[x].push(total); by[x].push(ONE);
        return (total.half(), total < ONE, by[x][1]);
    }
    function g() external view returns (bool, int128) { return (total == ONE, Fixed.unwrap(total)); }
}

//= deploy: ok
//= f(int128): ok 499995, true, 1000000
//=   event Moved(int128,int128) [0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd] 0x00000000000000000000000000000000000000000000000000000000000f4237
//= g(): ok false, 999991
