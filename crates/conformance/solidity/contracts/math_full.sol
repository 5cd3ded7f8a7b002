// Square root, logarithm, averages and a product that needs 512 bits on the way.
//? sqrt(uint256 0)
//? sqrt(uint256 99)
//? sqrt(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? log2(uint256 1)
//? log2(uint256 65536)
//? log10(uint256 12345678901234567890)
//? average(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639933)
//? mulDiv(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 3, uint256 6)
//? mulDiv(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639934)
//? mulDiv(uint256 7, uint256 9, uint256 0)
//? mulDiv(uint256 340282366920938463463374607431768211457, uint256 340282366920938463463374607431768211457, uint256 1000000007)
//? ceilDiv(uint256 10, uint256 3)
//? ceilDiv(uint256 10, uint256 0)
//? tryAll(uint256 3, uint256 5)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library Math {
    error MathOverflowedMulDiv();

    enum Rounding { Floor, Ceil, Trunc, Expand }

    function tryAdd(uint256 a, uint256 b) internal pure returns (bool, uint256) {
        unchecked {
            uint256 c = a + b;
            if (c < a) return (false, 0);
            return (true, c);
        }
    }

    function trySub(uint256 a, uint256 b) internal pure returns (bool, uint256) {
        unchecked {
            if (b > a) return (false, 0);
            return (true, a - b);
        }
    }

    function tryMul(uint256 a, uint256 b) internal pure returns (bool, uint256) {
        unchecked {
            if (a == 0) return (true, 0);
            uint256 c = a * b;
            if (c / a != b) return (false, 0);
            return (true, c);
        }
    }

    function max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }

    function average(uint256 a, uint256 b) internal pure returns (uint256) {
        return (a & b) + (a ^ b) / 2;
    }

    function ceilDiv(uint256 a, uint256 b) internal pure returns (uint256) {
        if (b == 0) {
            return a / b;
        }
        return a == 0 ? 0 : (a - 1) / b + 1;
    }

    function mulDiv(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256 result) {
        unchecked {
            uint256 prod0 = x * y;
            uint256 mm = mulmod(x, y, type(uint256).max);
            uint256 prod1 = mm - prod0 - (mm < prod0 ? 1 : 0);
            if (prod1 == 0) {
                return prod0 / denominator;
            }
            if (denominator <= prod1) {
                revert MathOverflowedMulDiv();
            }
            uint256 remainder = mulmod(x, y, denominator);
            if (remainder > prod0) prod1 -= 1;
            prod0 -= remainder;
            uint256 twos = denominator & (0 - denominator);
            denominator /= twos;
            prod0 /= twos;
            twos = (0 - twos) / twos + 1;
            prod0 |= prod1 * twos;
            uint256 inverse = (3 * denominator) ^ 2;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            inverse *= 2 - denominator * inverse;
            result = prod0 * inverse;
            return result;
        }
    }

    function sqrt(uint256 a) internal pure returns (uint256) {
        if (a == 0) {
            return 0;
        }
        uint256 result = 1 << (log2(a) >> 1);
        unchecked {
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            return result < a / result ? result : a / result;
        }
    }

    function log2(uint256 value) internal pure returns (uint256) {
        uint256 result = 0;
        unchecked {
            if (value >> 128 > 0) { value >>= 128; result += 128; }
            if (value >> 64 > 0) { value >>= 64; result += 64; }
            if (value >> 32 > 0) { value >>= 32; result += 32; }
            if (value >> 16 > 0) { value >>= 16; result += 16; }
            if (value >> 8 > 0) { value >>= 8; result += 8; }
            if (value >> 4 > 0) { value >>= 4; result += 4; }
            if (value >> 2 > 0) { value >>= 2; result += 2; }
            if (value >> 1 > 0) { result += 1; }
        }
        return result;
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

    function unsignedRoundsUp(Rounding rounding) internal pure returns (bool) {
        return uint8(rounding) % 2 == 1;
    }
}

contract Numbers {
    using Math for uint256;

    function sqrt(uint256 a) external pure returns (uint256) { return a.sqrt(); }
    function log2(uint256 a) external pure returns (uint256) { return Math.log2(a); }
    function log10(uint256 a) external pure returns (uint256) { return Math.log10(a); }
    function average(uint256 a, uint256 b) external pure returns (uint256) { return a.average(b); }
    function mulDiv(uint256 a, uint256 b, uint256 c) external pure returns (uint256) { return a.mulDiv(b, c); }
    function ceilDiv(uint256 a, uint256 b) external pure returns (uint256) { return a.ceilDiv(b); }

    function tryAll(uint256 a, uint256 b) external pure returns (bool x, uint256 sum, uint256 rest, uint256 product) {
        (x, sum) = a.tryAdd(b);
        (x, rest) = a.trySub(b);
        (x, product) = a.tryMul(b);
        x = Math.unsignedRoundsUp(Math.Rounding.Expand);
    }
}

//= deploy: ok
//= sqrt(uint256): ok 0
//= sqrt(uint256): ok 9
//= sqrt(uint256): ok 340282366920938463463374607431768211455
//= log2(uint256): ok 0
//= log2(uint256): ok 16
//= log10(uint256): ok 19
//= average(uint256,uint256): ok 115792089237316195423570985008687907853269984665640564039457584007913129639934
//= mulDiv(uint256,uint256,uint256): ok 57896044618658097711785492504343953926634992332820282019728792003956564819967
//= mulDiv(uint256,uint256,uint256): revert MathOverflowedMulDiv()
//= mulDiv(uint256,uint256,uint256): panic 0x12
//= mulDiv(uint256,uint256,uint256): ok 115792088426771576436169949955498258165462742241243245277681616279005
//= ceilDiv(uint256,uint256): ok 4
//= ceilDiv(uint256,uint256): panic 0x12
//= tryAll(uint256,uint256): ok true, 8, 0, 15
