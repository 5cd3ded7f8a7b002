// Time weighted average price from a ring of observations with wrapping accumulators.
//? deploy(uint112 1000, uint112 2000) from 0x00000000000000000000000000000000000000aa time 1700000000
//? consult(uint32 10) time 1700000000
//? update(uint112 1000, uint112 3000) from 0x00000000000000000000000000000000000000aa time 1700000010
//? update(uint112 1000, uint112 3000) from 0x00000000000000000000000000000000000000bb time 1700000010
//? update(uint112 1000, uint112 1000) from 0x00000000000000000000000000000000000000aa time 1700000010
//? update(uint112 1000, uint112 4000) from 0x00000000000000000000000000000000000000aa time 1700000030
//? consult(uint32 20) time 1700000040
//? consult(uint32 40) time 1700000040
//? consult(uint32 41) time 1700000040
//? consult(uint32 0) time 1700000040
//? update(uint112 0, uint112 1) from 0x00000000000000000000000000000000000000aa time 1700000050
//? observations(uint256 0)
//? observations(uint256 1)
//? observations(uint256 4)
//? index()
//? decode(uint224 7788445287802241442795744493830144)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;

/// @dev Binary fixed point number with 112 bits before and 112 after the point.
library Binary {
    uint8 internal constant BITS = 112;

    function ratio(uint112 a, uint112 b) internal pure returns (uint224) {
        return (uint224(a) << BITS) / b;
    }

    function whole(uint224 x) internal pure returns (uint112) {
        return uint112(x >> BITS);
    }
}

contract TwapOracle {
    using Binary for uint224;

    struct Observation {
        uint32 timestamp;
        uint256 cumulative;
    }

    uint8 constant SIZE = 4;
    Observation[SIZE] public observations;
    uint8 public index;
    uint112 private reserve0;
    uint112 private reserve1;
    address private immutable keeper = msg.sender;

    event Updated(uint8 indexed slot, uint32 timestamp, uint256 cumulative);

    constructor(uint112 r0, uint112 r1) {
        reserve0 = r0;
        reserve1 = r1;
        observations[0] = Observation(uint32(block.timestamp), type(uint256).max - 5);
    }

    function update(uint112 r0, uint112 r1) external {
        require(msg.sender == keeper, "Oracle: only the keeper");
        require(r0 != 0, "Oracle: empty reserve");
        uint32 now_ = uint32(block.timestamp);
        Observation memory last = observations[index];
        if (now_ == last.timestamp) {
            (reserve0, reserve1) = (r0, r1);
            return;
        }
        uint256 cumulative = _current(last, now_);
        index = (index + 1) % SIZE;
        observations[index] = Observation({timestamp: now_, cumulative: cumulative});
        reserve0 = r0;
        reserve1 = r1;
        emit Updated(index, now_, cumulative);
    }

    /// @return average price of the last `secondsAgo` seconds in thousandths
    function consult(uint32 secondsAgo) external view returns (uint256 average) {
        require(secondsAgo > 0, "Oracle: no period");
        uint32 now_ = uint32(block.timestamp);
        uint32 target = now_ - secondsAgo;
        uint256 end = _current(observations[index], now_);
        for (uint8 i = 0; i < SIZE; i++) {
            Observation storage seen = observations[(index + SIZE - i) % SIZE];
            if (seen.timestamp != 0 && seen.timestamp <= target) {
                unchecked {
                    uint256 difference = end - seen.cumulative;
                    average = (difference / (now_ - seen.timestamp)) * 1000 >> 112;
                }
                return average;
            }
        }
        revert("Oracle: too old");
    }

    function decode(uint224 price) external pure returns (uint112 units, uint112 fraction) {
        units = price.whole();
        fraction = uint112(price);
    }

    function _current(Observation memory last, uint32 now_) private view returns (uint256 cumulative) {
        unchecked {
            uint256 elapsed = now_ - last.timestamp;
            uint224 price = Binary.ratio(reserve1, reserve0);
            cumulative = last.cumulative + uint256(price) * elapsed;
        }
    }
}

//= deploy: ok
//= consult(uint32): revert "Oracle: too old"
//= update(uint112,uint112): ok
//=   event Updated(uint8,uint32,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000006553f10a000000000000000000000000000000000013fffffffffffffffffffffffffffa
//= update(uint112,uint112): revert "Oracle: only the keeper"
//= update(uint112,uint112): ok
//= update(uint112,uint112): ok
//=   event Updated(uint8,uint32,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x000000000000000000000000000000000000000000000000000000006553f11e000000000000000000000000000000000027fffffffffffffffffffffffffffa
//= consult(uint32): ok 2000
//= consult(uint32): ok 2000
//= consult(uint32): revert "Oracle: too old"
//= consult(uint32): revert "Oracle: no period"
//= update(uint112,uint112): revert "Oracle: empty reserve"
//= observations(uint256): ok 1700000000, 115792089237316195423570985008687907853269984665640564039457584007913129639930
//= observations(uint256): ok 1700000010, 103845937170696552570609926584401914
//= observations(uint256): revert
//= index(): ok 2
//= decode(uint224): ok 1, 2596148429267413814265248164610048
