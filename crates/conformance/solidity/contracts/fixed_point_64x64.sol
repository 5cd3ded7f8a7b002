// Signed 64.64-bit numbers: products, quotients, roots, binary logarithm, exponent by a table.
//? arith(int256 7, int256 -3)
//? arith(int256 0, int256 5)
//? arith(int256 5, int256 0)
//? roots(uint256 2)
//? roots(uint256 1000000)
//? logs(uint256 10)
//? logs(uint256 0)
//? exp(int256 1, uint256 2)
//? exp(int256 -5, uint256 4)
//? exp(int256 64, uint256 1)
//? compound(uint256 1000, uint256 5, uint256 100, uint256 30)
//? limits()
pragma solidity ^0.8.0;

library Fixed64x64 {
    int128 private constant MIN_64x64 = -0x80000000000000000000000000000000;
    int128 private constant MAX_64x64 = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF;

    function fromInt(int256 x) internal pure returns (int128) {
        unchecked {
            require(x >= -0x8000000000000000 && x <= 0x7FFFFFFFFFFFFFFF);
            return int128(x << 64);
        }
    }

    function toInt(int128 x) internal pure returns (int64) {
        unchecked {
            return int64(x >> 64);
        }
    }

    function mul(int128 x, int128 y) internal pure returns (int128) {
        unchecked {
            int256 result = int256(x) * y >> 64;
            require(result >= MIN_64x64 && result <= MAX_64x64);
            return int128(result);
        }
    }

    function div(int128 x, int128 y) internal pure returns (int128) {
        unchecked {
            require(y != 0);
            int256 result = (int256(x) << 64) / y;
            require(result >= MIN_64x64 && result <= MAX_64x64);
            return int128(result);
        }
    }

    function divu(uint256 x, uint256 y) internal pure returns (int128) {
        unchecked {
            require(y != 0 && x < 2 ** 191);
            uint256 result = (x << 64) / y;
            require(result <= uint128(MAX_64x64));
            return int128(uint128(result));
        }
    }

    function neg(int128 x) internal pure returns (int128) {
        unchecked {
            require(x != MIN_64x64);
            return -x;
        }
    }

    function avg(int128 x, int128 y) internal pure returns (int128) {
        unchecked {
            return int128((int256(x) + int256(y)) >> 1);
        }
    }

    function sqrt(int128 x) internal pure returns (int128) {
        unchecked {
            require(x >= 0);
            return int128(sqrtu(uint256(int256(x)) << 64));
        }
    }

    function sqrtu(uint256 x) private pure returns (uint128) {
        unchecked {
            if (x == 0) return 0;
            uint256 xx = x;
            uint256 r = 1;
            for (uint8 s = 128; s >= 2; s /= 2) {
                if (xx >= uint256(1) << s) {
                    xx >>= s;
                    r <<= s / 2;
                }
            }
            for (uint256 i; i < 7; i++) r = (r + x / r) >> 1;
            uint256 r1 = x / r;
            return uint128(r < r1 ? r : r1);
        }
    }

    function log_2(int128 x) internal pure returns (int128) {
        unchecked {
            require(x > 0);
            int256 msb = 0;
            int256 xc = x;
            if (xc >= 0x10000000000000000) { xc >>= 64; msb += 64; }
            if (xc >= 0x100000000) { xc >>= 32; msb += 32; }
            if (xc >= 0x10000) { xc >>= 16; msb += 16; }
            if (xc >= 0x100) { xc >>= 8; msb += 8; }
            if (xc >= 0x10) { xc >>= 4; msb += 4; }
            if (xc >= 0x4) { xc >>= 2; msb += 2; }
            if (xc >= 0x2) msb += 1;
            int256 result = msb - 64 << 64;
            uint256 ux = uint256(int256(x)) << uint256(127 - msb);
            for (int256 bit = 0x8000000000000000; bit > 0; bit >>= 1) {
                ux *= ux;
                uint256 b = ux >> 255;
                ux >>= 127 + b;
                result += bit * int256(b);
            }
            return int128(result);
        }
    }

    function ln(int128 x) internal pure returns (int128) {
        unchecked {
            return int128(int256(uint256(int256(log_2(x))) * 0xB17217F7D1CF79ABC9E3B39803F2F6AF >> 128));
        }
    }

    function exp_2(int128 x) internal pure returns (int128) {
        unchecked {
            require(x < 0x400000000000000000);
            if (x < -0x400000000000000000) return 0;
            uint256 result = 0x80000000000000000000000000000000;
            uint256[4] memory table = [
                uint256(0x16A09E667F3BCC908B2FB1366EA957D3E),
                0x1306FE0A31B7152DE8D5A46305C85EDEC,
                0x1172B83C7D517ADCDF7C8C50EB14A791F,
                0
            ];
            for (uint256 i; i < 3; i++) {
                if (uint128(x) & (uint128(0x8000000000000000) >> i) > 0) result = result * table[i] >> 128;
            }
            result >>= uint256(int256(63 - (x >> 64)));
            require(result <= uint256(int256(MAX_64x64)));
            return int128(int256(result));
        }
    }

    function pow(int128 x, uint256 n) internal pure returns (int128 r) {
        r = 1 << 64;
        while (n > 0) {
            if (n % 2 == 1) r = mul(r, x);
            x = mul(x, x);
            n >>= 1;
        }
    }
}

contract Calculator {
    using Fixed64x64 for int128;

    function arith(int256 a, int256 b) external pure returns (int128, int128, int128, int64) {
        int128 x = Fixed64x64.fromInt(a);
        int128 y = Fixed64x64.fromInt(b);
        return (x.mul(y), x.div(y), x.avg(y).neg(), x.div(y).toInt());
    }

    function roots(uint256 n) external pure returns (int128, int64) {
        int128 r = Fixed64x64.sqrt(Fixed64x64.divu(n, 1));
        return (r, r.toInt());
    }

    function logs(uint256 n) external pure returns (int128, int128) {
        int128 x = Fixed64x64.divu(n, 3);
        return (x.log_2(), x.ln());
    }

    function exp(int256 n, uint256 d) external pure returns (int128) {
        return Fixed64x64.fromInt(n).div(Fixed64x64.divu(d, 1)).exp_2();
    }

    function compound(uint256 principal, uint256 rate, uint256 per, uint256 years_) external pure returns (uint256) {
        int128 f = Fixed64x64.fromInt(1) + Fixed64x64.divu(rate, per);
        return uint256(uint64(Fixed64x64.divu(principal, 1).mul(f.pow(years_)).toInt()));
    }

    function limits() external pure returns (int128, int128, int64) {
        return (type(int128).min, Fixed64x64.avg(type(int128).max, type(int128).min), Fixed64x64.toInt(type(int128).min));
    }
}

//= deploy: ok
//= arith(int256,int256): ok -387381625547900583936, -43042402838655620437, -36893488147419103232, -3
//= arith(int256,int256): ok 0, 0, -46116860184273879040, 0
//= arith(int256,int256): revert
//= roots(uint256): ok 26087635650665564424, 1
//= roots(uint256): ok 18446744073709551616000, 1000
//= logs(uint256): ok 32041359780422853721, 22209378193106929380
//= logs(uint256): revert
//= exp(int256,uint256): ok 26087635650665564424
//= exp(int256,uint256): ok 7755900482342532474
//= exp(int256,uint256): revert
//= compound(uint256,uint256,uint256,uint256): ok 4321
//= limits(): ok -170141183460469231731687303715884105728, -1, -9223372036854775808
