// Prices of several reporters, stale ones left out, the median of the rest with a check of the spread.
//? deploy(address[] [0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000004, 0x0000000000000000000000000000000000000005], uint256 3, uint64 100) from 0x00000000000000000000000000000000000000aa
//? poke(int128 1000) from 0x00000000000000000000000000000000000000aa time 1700000000
//? poke(int128 1000) from 0x0000000000000000000000000000000000000001 time 1700000000
//? poke(int128 1010) from 0x0000000000000000000000000000000000000002 time 1700000050
//? median() time 1700000050
//? poke(int128 -5) from 0x0000000000000000000000000000000000000003 time 1700000050
//? poke(int128 990) from 0x0000000000000000000000000000000000000003 time 1700000060
//? median() time 1700000060
//? poke(int128 1200) from 0x0000000000000000000000000000000000000004 time 1700000070
//? median() time 1700000070
//? median() time 1700000101
//? poke(int128 170141183460469231731687303715884105727) from 0x0000000000000000000000000000000000000005 time 1700000120
//? median() time 1700000120
//? drop(address 0x0000000000000000000000000000000000000004) from 0x00000000000000000000000000000000000000bb
//? drop(address 0x0000000000000000000000000000000000000004) from 0x00000000000000000000000000000000000000aa
//? drop(address 0x0000000000000000000000000000000000000005) from 0x00000000000000000000000000000000000000aa
//? drop(address 0x0000000000000000000000000000000000000003) from 0x00000000000000000000000000000000000000aa
//? fresh() time 1700000150
//? lift(address 0x0000000000000000000000000000000000000002) from 0x00000000000000000000000000000000000000aa
//? lift(address 0x0000000000000000000000000000000000000006) from 0x00000000000000000000000000000000000000aa
//? reporters()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Medianizer {
    struct Feed {
        int128 price;
        uint64 at;
        bool authorised;
    }

    address public immutable wards;
    uint256 public immutable quorum;
    uint64 public immutable maxAge;
    address[] private _reporters;
    mapping(address reporter => Feed feed) public feeds;

    event LogPoke(address indexed reporter, int128 price, uint64 at);

    error NotAReporter(address who);
    error BadPrice(int128 price);
    error NoQuorum(uint256 have, uint256 need);

    modifier auth() {
        require(msg.sender == wards, "Median/not-authorized");
        _;
    }

    constructor(address[] memory list, uint256 quorum_, uint64 maxAge_) {
        wards = msg.sender;
        quorum = quorum_;
        maxAge = maxAge_;
        for (uint256 i = 0; i < list.length; i++) _lift(list[i]);
    }

    function poke(int128 price) external {
        Feed storage feed = feeds[msg.sender];
        if (!feed.authorised) revert NotAReporter(msg.sender);
        if (price <= 0) revert BadPrice(price);
        feed.price = price;
        feed.at = uint64(block.timestamp);
        emit LogPoke(msg.sender, price, feed.at);
    }

    function fresh() public view returns (int128[] memory prices) {
        uint256 n = 0;
        int128[] memory all = new int128[](_reporters.length);
        for (uint256 i = 0; i < _reporters.length; i++) {
            Feed memory feed = feeds[_reporters[i]];
            if (feed.at == 0 || block.timestamp - feed.at > maxAge) continue;
            uint256 j = n++;
            for (; j > 0 && all[j - 1] > feed.price; j--) {
                all[j] = all[j - 1];
            }
            all[j] = feed.price;
        }
        prices = new int128[](n);
        for (uint256 i = 0; i < n; i++) prices[i] = all[i];
    }

    function median() external view returns (int128 value, uint256 spreadBps) {
        int128[] memory prices = fresh();
        uint256 n = prices.length;
        if (n < quorum) revert NoQuorum({have: n, need: quorum});
        if (n % 2 == 1) {
            value = prices[n / 2];
        } else {
            int128 low = prices[n / 2 - 1];
            int128 high = prices[n / 2];
            value = low + (high - low) / 2;
        }
        spreadBps = uint256(uint128(prices[n - 1] - prices[0])) * 10_000 / uint128(value);
    }

    function lift(address reporter) external auth {
        _lift(reporter);
    }

    function drop(address reporter) external auth {
        require(_reporters.length > quorum, "Median/quorum");
        require(feeds[reporter].authorised, "Median/unknown");
        delete feeds[reporter];
        uint256 i = 0;
        while (_reporters[i] != reporter) ++i;
        for (; i + 1 < _reporters.length; ++i) _reporters[i] = _reporters[i + 1];
        _reporters.pop();
    }

    function reporters() external view returns (address[] memory) {
        return _reporters;
    }

    function _lift(address reporter) private {
        require(reporter != address(0) && !feeds[reporter].authorised, "Median/listed");
        feeds[reporter].authorised = true;
        _reporters.push(reporter);
    }
}

//= deploy: ok
//= poke(int128): revert NotAReporter(address) (0x00000000000000000000000000000000000000aa)
//= poke(int128): ok
//=   event LogPoke(address,int128,uint64) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000003e8000000000000000000000000000000000000000000000000000000006553f100
//= poke(int128): ok
//=   event LogPoke(address,int128,uint64) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x00000000000000000000000000000000000000000000000000000000000003f2000000000000000000000000000000000000000000000000000000006553f132
//= median(): revert NoQuorum(uint256,uint256) (2, 3)
//= poke(int128): revert BadPrice(int128) (-5)
//= poke(int128): ok
//=   event LogPoke(address,int128,uint64) [0x0000000000000000000000000000000000000000000000000000000000000003] 0x00000000000000000000000000000000000000000000000000000000000003de000000000000000000000000000000000000000000000000000000006553f13c
//= median(): ok 1000, 200
//= poke(int128): ok
//=   event LogPoke(address,int128,uint64) [0x0000000000000000000000000000000000000000000000000000000000000004] 0x00000000000000000000000000000000000000000000000000000000000004b0000000000000000000000000000000000000000000000000000000006553f146
//= median(): ok 1005, 2089
//= median(): ok 1010, 2079
//= poke(int128): ok
//=   event LogPoke(address,int128,uint64) [0x0000000000000000000000000000000000000000000000000000000000000005] 0x000000000000000000000000000000007fffffffffffffffffffffffffffffff000000000000000000000000000000000000000000000000000000006553f178
//= median(): ok 1105, 1539739216836825626531106820958227192190
//= drop(address): revert "Median/not-authorized"
//= drop(address): ok
//= drop(address): ok
//= drop(address): revert "Median/quorum"
//= fresh(): ok [990, 1010]
//= lift(address): revert "Median/listed"
//= lift(address): ok
//= reporters(): ok [0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000006]
