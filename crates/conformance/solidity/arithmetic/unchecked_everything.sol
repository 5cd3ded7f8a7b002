// In `unchecked` all wraps, but not what it calls; divisions by zero panic all the same.
//? run(uint8 255, int8 -128)
//? called(uint8 255)
//? divide(uint256 1)
//? powers(uint8 3)
pragma solidity ^0.8.20;

contract Test {
    function run(uint8 a, int8 b) external pure returns (uint8, uint8, uint8, int8, int8, int8, uint8) {
        unchecked {
            uint8 c = a;
            c++;
            int8 d = b;
            d--;
            return (a + 1, a * a, 0 - a, -b, b - 1, d, c);
        }
    }

    function plus(uint8 a) internal pure returns (uint8) {
        return a + 1;
    }

    function called(uint8 a) external pure returns (uint8) {
        unchecked {
            return plus(a);
        }
    }

    function divide(uint256 a) external pure returns (uint256) {
        unchecked {
            return a / (a - 1);
        }
    }

    function powers(uint8 a) external pure returns (uint8, uint256, int256) {
        unchecked {
            return (a ** 6, uint256(a) ** 200, (-int256(uint256(a))) ** 3);
        }
    }
}

//= deploy: ok
//= run(uint8,int8): ok 0, 1, 1, -128, 127, 127, 0
//= called(uint8): panic 0x11
//= divide(uint256): panic 0x12
//= powers(uint8): ok 217, 87795648507191311727083257018345013676806519597779187230292693766092659142817, -27
