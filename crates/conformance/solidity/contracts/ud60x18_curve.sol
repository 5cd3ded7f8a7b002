// SPDX-License-Identifier: MIT
//? expOf(uint256 0)
//? expOf(uint256 1000000000000000000)
//? expOf(uint256 2500000000000000000)
//? expOf(uint256 133084258667509499441)
//? lnOf(uint256 1000000000000000000)
//? lnOf(uint256 2718281828459045235)
//? lnOf(uint256 10000000000000000000)
//? lnOf(uint256 1)
//? powOf(uint256 2000000000000000000, uint256 3500000000000000000)
//? powOf(uint256 0, uint256 1)
//? sqrtOf(uint256 2000000000000000000)
//? avg(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 3)
//? buy(uint256 1000000000000000000000)
//? buy(uint256 250000000000000000000)
//? price()
//? sell(uint256 100000000000000000000)
//? sell(uint256 100000000000000000000000)
//? reserve()
//? supply()
pragma solidity ^0.8.19;

type UD60x18 is uint256;

uint256 constant uUNIT = 1e18;
UD60x18 constant UNIT = UD60x18.wrap(uUNIT);
uint256 constant uLOG2_E = 1_442695040888963407;
uint256 constant uMAX_EXP2 = 192e18 - 1;

error Exp2TooBig(UD60x18 x);
error LogTooSmall(UD60x18 x);
error MulDivOverflow(uint256 x, uint256 y, uint256 denominator);

function mulDiv(uint256 x, uint256 y, uint256 denominator) pure returns (uint256 result) {
    unchecked {
        uint256 mm = mulmod(x, y, type(uint256).max);
        uint256 prod0 = x * y;
        uint256 prod1 = mm - prod0 - (mm < prod0 ? 1 : 0);
        if (prod1 == 0) return prod0 / denominator;
        if (prod1 >= denominator) revert MulDivOverflow(x, y, denominator);
        uint256 remainder = mulmod(x, y, denominator);
        if (remainder > prod0) prod1 -= 1;
        prod0 -= remainder;
        uint256 lpotdod = denominator & (~denominator + 1);
        denominator /= lpotdod;
        prod0 /= lpotdod;
        uint256 flipped = (0 - lpotdod) / lpotdod + 1;
        prod0 |= prod1 * flipped;
        uint256 inverse = (3 * denominator) ^ 2;
        for (uint256 i = 0; i < 6; i++) inverse *= 2 - denominator * inverse;
        result = prod0 * inverse;
    }
}

function msb(uint256 x) pure returns (uint256 result) {
    for (uint256 step = 128; step > 0; step >>= 1) {
        if (x >= 1 << step) {
            x >>= step;
            result |= step;
        }
    }
}

function ud(uint256 x) pure returns (UD60x18) {
    return UD60x18.wrap(x);
}

function unwrap(UD60x18 x) pure returns (uint256) {
    return UD60x18.unwrap(x);
}

function add(UD60x18 x, UD60x18 y) pure returns (UD60x18) {
    return ud(unwrap(x) + unwrap(y));
}

function sub(UD60x18 x, UD60x18 y) pure returns (UD60x18) {
    return ud(x.unwrap() - y.unwrap());
}

function mul(UD60x18 x, UD60x18 y) pure returns (UD60x18) {
    return ud(mulDiv(x.unwrap(), y.unwrap(), uUNIT));
}

function div(UD60x18 x, UD60x18 y) pure returns (UD60x18) {
    return ud(mulDiv(x.unwrap(), uUNIT, y.unwrap()));
}

function lt(UD60x18 x, UD60x18 y) pure returns (bool) {
    return x.unwrap() < y.unwrap();
}

function eq(UD60x18 x, UD60x18 y) pure returns (bool) {
    return x.unwrap() == y.unwrap();
}

function exp2(UD60x18 x) pure returns (UD60x18) {
    uint256 xUint = x.unwrap();
    if (xUint > uMAX_EXP2) revert Exp2TooBig(x);
    // 64.64: factors 2^(2^-i) for each bit of the fraction.
    uint256 x192x64 = (xUint << 64) / uUNIT;
    uint256 result = 0x800000000000000000000000000000000000000000000000;
    uint256 root = 0x16A09E667F3BCC909;
    for (uint256 bit = 0x8000000000000000; bit > 0x800000000000; bit >>= 1) {
        if (x192x64 & bit > 0) result = (result * root) >> 64;
        root = sqrt64(root);
    }
    result *= uUNIT;
    result >>= (191 - (x192x64 >> 64));
    return ud(result);
}

function sqrt64(uint256 x) pure returns (uint256) {
    return sqrtInt(x << 64);
}

function sqrtInt(uint256 x) pure returns (uint256 z) {
    if (x == 0) return 0;
    z = 1 << (msb(x) / 2 + 1);
    unchecked {
        for (;;) {
            uint256 next = (z + x / z) >> 1;
            if (next >= z) break;
            z = next;
        }
    }
}

function log2(UD60x18 x) pure returns (UD60x18 result) {
    if (x < UNIT) revert LogTooSmall(x);
    uint256 xUint = x.unwrap();
    uint256 n = msb(xUint / uUNIT);
    uint256 total = n * uUNIT;
    uint256 y = xUint >> n;
    if (y == uUNIT) return ud(total);
    unchecked {
        for (uint256 delta = uUNIT / 2; delta > 0; delta >>= 1) {
            y = (y * y) / uUNIT;
            if (y >= 2 * uUNIT) {
                total += delta;
                y >>= 1;
            }
        }
    }
    result = ud(total);
}

function exp(UD60x18 x) pure returns (UD60x18) {
    return exp2(ud(x.unwrap() * uLOG2_E / uUNIT));
}

function ln(UD60x18 x) pure returns (UD60x18) {
    return ud((x.log2().unwrap() * uUNIT) / uLOG2_E);
}

function pow(UD60x18 x, UD60x18 y) pure returns (UD60x18) {
    if (x.unwrap() == 0) return y.unwrap() == 0 ? UNIT : ud(0);
    if (x == UNIT) return UNIT;
    return exp2(log2(x) * y);
}

using {unwrap, add, sub, mul, div, exp, exp2, ln, log2, pow} for UD60x18 global;
using {add as +, sub as -, mul as *, div as /, lt as <, eq as ==} for UD60x18 global;

contract Curve {
    UD60x18 public supply;
    UD60x18 public reserve;
    UD60x18 private immutable slope = ud(0.002e18);

    event Trade(address indexed who, bool indexed buys, UD60x18 tokens, UD60x18 money);

    function expOf(uint256 x) external pure returns (uint256) {
        return ud(x).exp().unwrap();
    }

    function lnOf(uint256 x) external pure returns (UD60x18) {
        return ln(ud(x));
    }

    function powOf(uint256 x, uint256 y) external pure returns (UD60x18 r) {
        r = ud(x).pow(ud(y));
    }

    function sqrtOf(uint256 x) external pure returns (uint256) {
        return sqrtInt(x * uUNIT);
    }

    function avg(uint256 x, uint256 y) external pure returns (uint256) {
        unchecked {
            return (x & y) + ((x ^ y) >> 1);
        }
    }

    /// e^(slope * supply)
    function price() public view returns (UD60x18) {
        return (slope * supply).exp();
    }

    function buy(uint256 amount) external returns (UD60x18 cost) {
        UD60x18 tokens = ud(amount);
        UD60x18 before = price();
        supply = supply + tokens;
        cost = (price() - before) / slope;
        reserve = reserve + cost;
        emit Trade(msg.sender, true, tokens, cost);
    }

    function sell(uint256 amount) external returns (UD60x18 gain) {
        UD60x18 before = price();
        supply = supply - ud(amount);
        gain = (before - price()) / slope;
        if (reserve < gain) gain = reserve;
        reserve = reserve - gain;
        emit Trade(msg.sender, false, ud(amount), gain);
    }
}

//= deploy: ok
//= expOf(uint256): ok 1000000000000000000
//= expOf(uint256): ok 2718268540183984512
//= expOf(uint256): ok 12182473924765871415
//= expOf(uint256): ok 6277035345427560211769618024084550991507636162451050442317000000000000000000
//= lnOf(uint256): ok 0
//= lnOf(uint256): ok 999999999999999990
//= lnOf(uint256): ok 2302585092994045674
//= lnOf(uint256): revert LogTooSmall(uint256) (1)
//= powOf(uint256,uint256): ok 11313708498984760390
//= powOf(uint256,uint256): ok 0
//= sqrtOf(uint256): ok 1414213562373095048
//= avg(uint256,uint256): ok 57896044618658097711785492504343953926634992332820282019728792003956564819969
//= buy(uint256): ok 3194491928276985114000
//=   event Trade(address,bool,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000003635c9adc5dea000000000000000000000000000000000000000000000000000ad2c7b2b9fd252ed90
//= buy(uint256): ok 2396745034105950593500
//=   event Trade(address,bool,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000d8d726b7177a80000000000000000000000000000000000000000000000000081ed84de051aac61dc
//= price(): ok 12182473924765871415
//= sell(uint256): ok 1104170159628326441000
//=   event Trade(address,bool,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000056bc75e2d6310000000000000000000000000000000000000000000000000003bdb706e09a8c29028
//= sell(uint256): panic 0x11
//= reserve(): ok 4487066802754609266500
//= supply(): ok 1150000000000000000000
