//? main()
//? price(uint256 1500000000000000000, uint256 2000000000000000000)
//? price(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 2)
//? order(int128 -5, int128 3)
//? get(uint64 4)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

type Wad is uint256;
type Tick is int128;
type Id is uint64;

using {add as +, mul as *, lt as <, eq as ==, toUint} for Wad global;
using {less as <, neg as -, TickLib.abs} for Tick global;

error WadOverflow(Wad a, Wad b);

function add(Wad a, Wad b) pure returns (Wad) { return Wad.wrap(Wad.unwrap(a) + Wad.unwrap(b)); }
function mul(Wad a, Wad b) pure returns (Wad) {
    uint256 x = Wad.unwrap(a);
    uint256 y = Wad.unwrap(b);
    unchecked { if (x != 0 && x * y / x != y) revert WadOverflow(a, b); }
    return Wad.wrap(x * y / 1e18);
}
function lt(Wad a, Wad b) pure returns (bool) { return Wad.unwrap(a) < Wad.unwrap(b); }
function eq(Wad a, Wad b) pure returns (bool) { return Wad.unwrap(a) == Wad.unwrap(b); }
function toUint(Wad a) pure returns (uint256) { return Wad.unwrap(a) / 1e18; }
function less(Tick a, Tick b) pure returns (bool) { return Tick.unwrap(a) < Tick.unwrap(b); }
function neg(Tick a) pure returns (Tick) { return Tick.wrap(-Tick.unwrap(a)); }

library TickLib {
    function abs(Tick t) internal pure returns (uint128) { return t < Tick.wrap(0) ? uint128(Tick.unwrap(-t)) : uint128(Tick.unwrap(t)); }
}

contract Types {
    Wad private constant ONE = Wad.wrap(1e18);
    mapping(Id => Wad) private prices;
    mapping(Tick => mapping(Id => Id[])) private book;
    event Priced(Id indexed id, Wad price, Tick tick);

    function main() external returns (Wad, uint256, Id[] memory) {
        prices[Id.wrap(4)] = ONE + ONE * ONE;
        book[Tick.wrap(-1)][Id.wrap(2)].push(Id.wrap(3));
        emit Priced(Id.wrap(4), prices[Id.wrap(4)], -Tick.wrap(9));
        return (prices[Id.wrap(4)], prices[Id.wrap(4)].toUint(), book[Tick.wrap(-1)][Id.wrap(2)]);
    }

    function price(Wad a, Wad b) external pure returns (Wad, bool, bool) { return (a * b, a < b, a + b == b + a); }
    function order(Tick a, Tick b) external pure returns (bool, uint128, uint128) { return (a < b, a.abs(), b.abs()); }
    function get(Id id) external view returns (Wad) { return prices[id]; }
}

//= deploy: ok
//= main(): ok 2000000000000000000, 2, [3]
//=   event Priced(uint64,uint256,int128) [0x0000000000000000000000000000000000000000000000000000000000000004] 0x0000000000000000000000000000000000000000000000001bc16d674ec80000fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7
//= price(uint256,uint256): ok 3000000000000000000, true, true
//= price(uint256,uint256): revert WadOverflow(uint256,uint256) (115792089237316195423570985008687907853269984665640564039457584007913129639935, 2)
//= order(int128,int128): ok true, 5, 3
//= get(uint64): ok 2000000000000000000
