// SPDX-License-Identifier: MIT
// Keys of every type.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    mapping(address => uint256) a;
    mapping(bool => uint256) b;
    mapping(int8 => uint256) c;
    mapping(bytes4 => uint256) d;
    mapping(string => uint256) e;
    mapping(bytes => uint256) f;
    mapping(E => uint256) g;

    function main() external returns (uint256, uint256, uint256, uint256, uint256, uint256) {
        a[address(this)] = 1;
        b[false] = 2;
        c[-1] = 3;
        d["ab"] = 4;
        e["key"] = 5;
        f[hex"00"] = 6;
        g[E.B] = 7;
        return (a[address(this)] + a[msg.sender], b[false] + b[true] * 100, c[-1] + c[1] * 100, d[0x61620000], e["key"] + e["Key"] + e[""], f[hex"00"] + f[hex"0000"] * 100 + g[E.B]);
    }
}

//= deploy: ok
//= main(): ok 1, 2, 3, 4, 5, 13
