//? main()
//? kept(uint256 0)
// SPDX-License-Identifier: MIT
// A struct whose name begins with a dollar is a struct, in events too.
pragma solidity ^0.8.20;

struct $uint8 {
    uint8 x;
}

contract Test {
    struct $S {
        uint8[] a;
    }

    event One($uint8 v);
    event Indexed($uint8[] indexed v);

    $uint8[] public kept;
    $S private nested;

    function main() external returns ($uint8[] memory made, $S memory) {
        made = new $uint8[](2);
        made[1].x = 7;
        kept.push(made[1]);
        nested.a.push(3);
        emit One(made[1]);
        emit Indexed(made);
        return (made, nested);
    }
}

//= deploy: ok
//= main(): ok [(0), (7)], ([3])
//=   event One((uint8)) [] 0x0000000000000000000000000000000000000000000000000000000000000007
//=   event Indexed((uint8)[]) [0x6d5257204ebe7d88fd91ae87941cb2dd9d8062b64ae5a2bd2d28ec40b9fbf6df] 0x
//= kept(uint256): ok 7
