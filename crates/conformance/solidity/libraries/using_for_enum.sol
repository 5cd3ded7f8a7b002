// SPDX-License-Identifier: MIT
// Functions attached to enums and addresses.
pragma solidity ^0.8.20;

enum Color { Red, Green, Blue }

library Colors {
    function next(Color c) internal pure returns (Color) {
        return c == Color.Blue ? Color.Red : Color(uint8(c) + 1);
    }
}

library Addresses {
    function isZero(address a) internal pure returns (bool) {
        return a == address(0);
    }
}

contract Test {
    using Colors for Color;
    using Addresses for address;

    function main() external view returns (Color, Color, bool, bool) {
        return (Color.Red.next(), Color.Green.next().next(), msg.sender.isZero(), address(0).isZero());
    }
}

//= deploy: ok
//= main(): ok 1, 0, false, true
