// Named results with defaults, partly assigned, returned early; names used again in inner scopes.
//? values(bool true)
//? values(bool false)
//? mixed(uint256 4)
//? scopes(uint256 2)
pragma solidity ^0.8.20;

contract Test {
    uint256 public value = 7;

    function values(bool early) external view returns (uint256 a, string memory s, int8[] memory list, bool) {
        a = value;
        if (early) return (a + 1, "early", list, true);
        s = "late";
        list = new int8[](2);
        list[1] = -1;
        return (a, s, list, false);
    }

    function mixed(uint256 n) external pure returns (uint256 r) {
        r = n;
        {
            uint256 m = r;
            r += m;
        }
        {
            uint256 m = r + 1;
            r *= m;
        }
        for (uint256 m = 0; m < 2; m++) r += m;
    }

    function scopes(uint256 n) external view returns (uint256, uint256) {
        uint256 inner = n;
        if (n > 1) {
            uint256 other = value + inner;
            inner = other;
        }
        return (inner, value);
    }
}

//= deploy: ok
//= values(bool): ok 8, "early", [], true
//= values(bool): ok 7, "late", [0, -1], false
//= mixed(uint256): ok 73
//= scopes(uint256): ok 9, 7
