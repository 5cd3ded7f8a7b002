// Free functions, file-level types, constants and errors shared by contracts and libraries.
//? run(uint256 3)
//? run(uint256 50)
//? kinds()
pragma solidity ^0.8.20;

uint256 constant LIMIT = 10 * FACTOR;
uint256 constant FACTOR = 4;
string constant GREETING = "hello";
bytes32 constant TAG = keccak256("tag");

enum Kind { Small, Large }

struct Box {
    Kind kind;
    uint256 size;
}

error TooLarge(uint256 size, uint256 limit);

event Boxed(Kind indexed kind, uint256 size);

type Size is uint256;

using {grow, Boxes.shrink} for Box;
using {unwrapSize} for Size global;

function unwrapSize(Size s) pure returns (uint256) {
    return Size.unwrap(s);
}

function grow(Box memory b, uint256 by) pure returns (Box memory) {
    b.size += by;
    if (b.size > LIMIT) revert TooLarge(b.size, LIMIT);
    b.kind = kindOf(Size.wrap(b.size));
    return b;
}

function kindOf(Size s) pure returns (Kind) {
    return s.unwrapSize() > LIMIT / 2 ? Kind.Large : Kind.Small;
}

library Boxes {
    function shrink(Box memory b) internal pure returns (Box memory) {
        b.size /= 2;
        return b;
    }
}

contract Test {
    Box private last;

    function run(uint256 n) external returns (uint256, Kind, string memory, bytes32) {
        Box memory b = Box(Kind.Small, 1).grow(n * 2).shrink().grow(n);
        last = b;
        emit Boxed(last.kind, b.size);
        return (b.size, last.kind, string.concat(GREETING, "!"), TAG);
    }

    function kinds() external pure returns (Kind, Kind, uint8) {
        return (type(Kind).min, type(Kind).max, uint8(kindOf(Size.wrap(21))));
    }
}

//= deploy: ok
//= run(uint256): ok 6, 0, "hello!", 0x97721080eade4b057eae589a1435045aca04c882598f794915100d4634a2c909
//=   event Boxed(uint8,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000006
//= run(uint256): revert TooLarge(uint256,uint256) (101, 40)
//= kinds(): ok 0, 1, 1
