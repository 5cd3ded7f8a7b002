// SPDX-License-Identifier: MIT
// From number to enum and on to bytes and text.
pragma solidity ^0.8.20;

contract Test {
    enum Level { Low, Mid, High }

    function text(Level l) internal pure returns (string memory) {
        if (l == Level.Low) return "low";
        return l == Level.Mid ? "mid" : "high";
    }

    function main() external pure returns (string memory, bytes1, uint256, bool) {
        Level l = Level(uint8(bytes1(0x02)));
        return (text(l), bytes1(uint8(l)), uint256(uint8(l)) << 4, l > Level.Mid);
    }
}

//= deploy: ok
//= main(): ok "high", 0x02, 32, true
