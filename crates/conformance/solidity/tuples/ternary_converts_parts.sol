// Tuples in the branches of `?:` whose parts are of other widths: the wider tuple is the type of both.
//? lists(bool true)
//? lists(bool false)
//? calls(bool true)
//? calls(bool false)
//? nested(uint8 0)
//? nested(uint8 1)
//? nested(uint8 2)
pragma solidity ^0.8.20;
contract C {
    uint256 asked;
    function narrow() internal returns (uint80, int8, bytes4) {
        asked += 1;
        return (7, -3, 0x01020304);
    }
    function lists(bool c) external pure returns (uint256, uint256) {
        uint256 x = 3;
        (uint256 a, uint256 b) = c ? (x, x + 1) : (uint80(9), uint256(1));
        return (a, b);
    }
    function calls(bool c) external returns (uint256 a, int256 b, bytes32 d, uint256) {
        (a, b, d) = c ? narrow() : (uint256(1), int256(-2), bytes32(uint256(3)));
        return (a, b, d, asked);
    }
    function nested(uint8 n) external pure returns (uint256 a, int128 b) {
        (a, b) = n == 0 ? (uint8(1), int8(-1)) : n == 1 ? (uint16(300), int16(-300)) : (uint128(2), int128(-2));
    }
}

//= deploy: ok
//= lists(bool): ok 3, 4
//= lists(bool): ok 9, 1
//= calls(bool): ok 7, -3, 0x0102030400000000000000000000000000000000000000000000000000000000, 1
//= calls(bool): ok 1, -2, 0x0000000000000000000000000000000000000000000000000000000000000003, 1
//= nested(uint8): ok 1, -1
//= nested(uint8): ok 300, -300
//= nested(uint8): ok 2, -2
