// Full products, rounding by an enum, logarithms, powers by squaring, averages, casts with errors.
//? mulDivs(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? mulDivs(uint256 7, uint256 3, uint256 2)
//? mulDivs(uint256 7, uint256 3, uint256 0)
//? mulDivs(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 2, uint256 1)
//? logs(uint256 0)
//? logs(uint256 1)
//? logs(uint256 1000)
//? logs(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? misc(uint256 17, uint256 5)
//? casts(int256 -1)
//? casts(int256 127)
//? casts(int256 128)
//? modExp(uint256 3, uint256 200, uint256 1000007)
//? inv(uint256 3, uint256 11)
//? inv(uint256 2, uint256 4)
pragma solidity ^0.8.20;

library Panic {
    uint256 internal constant DIVISION_BY_ZERO = 0x12;
    error Code(uint256 code);

    function panic(uint256 code) internal pure {
        revert Code(code);
    }
}

library SafeCast {
    error SafeCastOverflowedIntDowncast(uint8 bits, int256 value);
    error SafeCastOverflowedIntToUint(int256 value);

    function toUint256(int256 value) internal pure returns (uint256) {
        if (value < 0) revert SafeCastOverflowedIntToUint(value);
        return uint256(value);
    }

    function toInt8(int256 value) internal pure returns (int8 downcasted) {
        downcasted = int8(value);
        if (downcasted != value) revert SafeCastOverflowedIntDowncast(8, value);
    }

    function toUint(bool b) internal pure returns (uint256 u) {
        u = b ? 1 : 0;
    }
}

library Math {
    using SafeCast for *;
    enum Rounding { Floor, Ceil, Trunc, Expand }

    function tryAdd(uint256 a, uint256 b) internal pure returns (bool success, uint256 result) {
        unchecked {
            uint256 c = a + b;
            success = c >= a;
            result = c * SafeCast.toUint(success);
        }
    }

    function ternary(bool condition, uint256 a, uint256 b) internal pure returns (uint256) {
        unchecked {
            return b ^ ((a ^ b) * SafeCast.toUint(condition));
        }
    }

    function max(uint256 a, uint256 b) internal pure returns (uint256) { return ternary(a > b, a, b); }

    function average(uint256 a, uint256 b) internal pure returns (uint256) {
        return (a & b) + (a ^ b) / 2;
    }

    function ceilDiv(uint256 a, uint256 b) internal pure returns (uint256) {
        if (b == 0) Panic.panic(Panic.DIVISION_BY_ZERO);
        unchecked {
            return SafeCast.toUint(a > 0) * ((a - 1) / b + 1);
        }
    }

    function mul512(uint256 a, uint256 b) internal pure returns (uint256 high, uint256 low) {
        unchecked {
            uint256 mm = mulmod(a, b, type(uint256).max);
            low = a * b;
            high = mm - low - (mm < low ? 1 : 0);
        }
    }

    function mulDiv(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256 result) {
        unchecked {
            (uint256 high, uint256 low) = mul512(x, y);
            if (high == 0) return low / denominator;
            if (denominator <= high) Panic.panic(ternary(denominator == 0, Panic.DIVISION_BY_ZERO, 0x11));
            uint256 remainder = mulmod(x, y, denominator);
            high -= remainder > low ? 1 : 0;
            low -= remainder;
            uint256 twos = denominator & (0 - denominator);
            denominator /= twos;
            low /= twos;
            twos = (0 - twos) / twos + 1;
            low |= high * twos;
            uint256 inverse = (3 * denominator) ^ 2;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            result = low * inverse;
            return result;
        }
    }

    function mulDivRounded(uint256 x, uint256 y, uint256 denominator, Rounding rounding) internal pure returns (uint256) {
        return mulDiv(x, y, denominator) + SafeCast.toUint(unsignedRoundsUp(rounding) && mulmod(x, y, denominator) > 0);
    }

    function unsignedRoundsUp(Rounding rounding) internal pure returns (bool) {
        return uint8(rounding) % 2 == 1;
    }

    function sqrt(uint256 a) internal pure returns (uint256) {
        unchecked {
            if (a <= 1) return a;
            uint256 aa = a;
            uint256 xn = 1;
            if (aa >= (1 << 128)) { aa >>= 128; xn <<= 64; }
            if (aa >= (1 << 64)) { aa >>= 64; xn <<= 32; }
            if (aa >= (1 << 32)) { aa >>= 32; xn <<= 16; }
            if (aa >= (1 << 16)) { aa >>= 16; xn <<= 8; }
            if (aa >= (1 << 8)) { aa >>= 8; xn <<= 4; }
            if (aa >= (1 << 4)) { aa >>= 4; xn <<= 2; }
            if (aa >= (1 << 2)) { xn <<= 1; }
            xn = (3 * xn) >> 1;
            for (uint8 i = 0; i < 6; i++) xn = (xn + a / xn) >> 1;
            return xn - SafeCast.toUint(xn > a / xn);
        }
    }

    function log2(uint256 x) internal pure returns (uint256 r) {
        r = SafeCast.toUint(x > 0xffffffffffffffffffffffffffffffff) << 7;
        r |= SafeCast.toUint((x >> r) > 0xffffffffffffffff) << 6;
        r |= SafeCast.toUint((x >> r) > 0xffffffff) << 5;
        r |= SafeCast.toUint((x >> r) > 0xffff) << 4;
        r |= SafeCast.toUint((x >> r) > 0xff) << 3;
        r |= SafeCast.toUint((x >> r) > 0xf) << 2;
        r |= SafeCast.toUint((x >> r) > 0x3) << 1;
        r |= SafeCast.toUint((x >> r) > 0x1);
    }

    function log10(uint256 value) internal pure returns (uint256) {
        uint256 result = 0;
        unchecked {
            if (value >= 10 ** 64) { value /= 10 ** 64; result += 64; }
            if (value >= 10 ** 32) { value /= 10 ** 32; result += 32; }
            if (value >= 10 ** 16) { value /= 10 ** 16; result += 16; }
            if (value >= 10 ** 8) { value /= 10 ** 8; result += 8; }
            if (value >= 10 ** 4) { value /= 10 ** 4; result += 4; }
            if (value >= 10 ** 2) { value /= 10 ** 2; result += 2; }
            if (value >= 10 ** 1) { result += 1; }
        }
        return result;
    }

    function modExp(uint256 b, uint256 e, uint256 m) internal pure returns (uint256 r) {
        r = 1 % m;
        for (b %= m; e != 0; e >>= 1) {
            if (e & 1 == 1) r = mulmod(r, b, m);
            b = mulmod(b, b, m);
        }
    }

    function invMod(uint256 a, uint256 n) internal pure returns (uint256) {
        unchecked {
            if (n == 0) return 0;
            uint256 remainder = a % n;
            uint256 gcd = n;
            int256 x = 0;
            int256 y = 1;
            while (remainder != 0) {
                uint256 quotient = gcd / remainder;
                (gcd, remainder) = (remainder, gcd - remainder * quotient);
                (x, y) = (y, x - y * int256(quotient));
            }
            if (gcd != 1) return 0;
            return ternary(x < 0, n - uint256(-x), uint256(x));
        }
    }
}

contract Numbers {
    using Math for uint256;
    using SafeCast for int256;

    function mulDivs(uint256 a, uint256 b, uint256 c) external pure returns (uint256, uint256, uint256) {
        return (
            a.mulDiv(b, c),
            a.mulDivRounded(b, c, Math.Rounding.Ceil),
            Math.mulDivRounded({x: a, y: b, denominator: c, rounding: Math.Rounding.Trunc})
        );
    }

    function logs(uint256 x) external pure returns (uint256, uint256, uint256) {
        return (x.log2(), x.log10(), x.sqrt());
    }

    function misc(uint256 a, uint256 b) external pure returns (uint256, uint256, uint256, bool, uint256) {
        (bool good, uint256 sum) = a.tryAdd(type(uint256).max - b);
        return (a.max(b), Math.average(a, b), a.ceilDiv(b), good, sum);
    }

    function casts(int256 x) external pure returns (int8, uint256) {
        return (x.toInt8(), x.toUint256());
    }

    function modExp(uint256 b, uint256 e, uint256 m) external pure returns (uint256) { return b.modExp(e, m); }
    function inv(uint256 a, uint256 n) external pure returns (uint256) { return a.invMod(n); }
}

//= deploy: ok
//= mulDivs(uint256,uint256,uint256): ok 115792089237316195423570985008687907853269984665640564039457584007913129639935, 115792089237316195423570985008687907853269984665640564039457584007913129639935, 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= mulDivs(uint256,uint256,uint256): ok 10, 11, 10
//= mulDivs(uint256,uint256,uint256): panic 0x12
//= mulDivs(uint256,uint256,uint256): revert Code(uint256) (17)
//= logs(uint256): ok 0, 0, 0
//= logs(uint256): ok 0, 0, 1
//= logs(uint256): ok 9, 3, 31
//= logs(uint256): ok 255, 77, 340282366920938463463374607431768211455
//= misc(uint256,uint256): ok 17, 11, 4, false, 0
//= casts(int256): revert SafeCastOverflowedIntToUint(int256) (-1)
//= casts(int256): ok 127, 127
//= casts(int256): revert SafeCastOverflowedIntDowncast(uint8,int256) (8, 128)
//= modExp(uint256,uint256,uint256): ok 959082
//= inv(uint256,uint256): ok 4
//= inv(uint256,uint256): ok 0
