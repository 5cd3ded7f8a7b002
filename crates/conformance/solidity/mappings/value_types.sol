// SPDX-License-Identifier: MIT
// Values of every kind of type.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    mapping(uint256 => bool) a;
    mapping(uint256 => int24) b;
    mapping(uint256 => address) c;
    mapping(uint256 => bytes) d;
    mapping(uint256 => string) e;
    mapping(uint256 => E) f;

    function main() external returns (bool, int24, address, bytes memory, string memory, E) {
        a[1] = true;
        b[1] = -8388608;
        c[1] = msg.sender;
        d[1] = hex"0102";
        d[1].push(0x03);
        e[1] = "text";
        f[1] = E.B;
        return (a[1], b[1], c[1], d[1], e[1], f[1]);
    }
}

//= deploy: ok
//= main(): ok true, -8388608, 0x0000000000000000000000000000000000000001, 0x010203, "text", 1
