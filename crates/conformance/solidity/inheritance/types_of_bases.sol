// SPDX-License-Identifier: MIT
// Structs, enums, events and errors of a base contract.
//? move(uint256 5)
//? move(uint256 50)
pragma solidity ^0.8.20;

contract Types {
    struct Point { uint256 x; uint256 y; }
    enum Side { Left, Right }
    event Moved(uint256 x, Side side);
    error Outside(uint256 x);
}

contract Middle is Types {
    Point internal origin = Point(1, 2);
}

contract Test is Middle {
    function move(uint256 by) external returns (Types.Point memory, Side) {
        if (by > 10) revert Outside(by);
        origin.x += by;
        emit Moved(origin.x, Types.Side.Right);
        return (origin, Side.Left);
    }
}

//= deploy: ok
//= move(uint256): ok (6, 2), 0
//=   event Moved(uint256,uint8) [] 0x00000000000000000000000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000000000000001
//= move(uint256): revert Outside(uint256) (50)
