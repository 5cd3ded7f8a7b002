// Free functions as methods of structs in storage and of enums; constants that need each other.
//? f(uint256 10)
pragma solidity ^0.8.20;
uint constant LIMIT = 3 * BASE; uint constant BASE = 2 ** 3 - 1;
uint8 constant LEN = 4;
struct Acc { uint[LEN] slots; uint used; }
function fill(Acc storage a, uint v) { a.slots[a.used++ % LEN] = v; }
function best(Acc storage a) view returns (uint m) { for (uint i; i < LEN; ++i) if (a.slots[i] > m) m = a.slots[i]; }
using {fill, best} for Acc;
using {even} for uint;
function even(uint x) pure returns (bool) { return x % 2 == 0; }
enum Mode { Off, On }
function flip(Mode m) pure returns (Mode) { return m == Mode.Off ? Mode.On : Mode.Off; }
using {flip} for Mode global;
contract C {
    Acc acc; Mode mode;
    function f(uint n) external returns (uint, uint, bool, Mode) {
        for (uint i; i < n; i++) if (i.even()) acc.fill(i * LIMIT);
        mode = mode.flip().flip().flip();
        return (acc.best(), acc.used, n.even(), mode);
    }
}

//= deploy: ok
//= f(uint256): ok 168, 5, true, 1
