// Of two operands that both fail, the right one is evaluated first.
//? sum(uint256 0)
//? index(uint256 9)
//? assignment(uint256 0)
//? compound(uint256 0)
//? comparison(uint256 0)
//? shift(uint256 0)
//? message(uint256 1)
//? modulus(uint256 0)
pragma solidity ^0.8.20;

contract Test {
    uint256[] private list;

    function sum(uint256 x) external view returns (uint256) {
        return 7 / x + list[x];
    }

    function index(uint256 x) external view returns (uint256) {
        return list[x] - (x - 10);
    }

    function assignment(uint256 x) external returns (uint256) {
        list[x] = 5 % x;
        return x;
    }

    function compound(uint256 x) external returns (uint256) {
        list[x] += 5 / x;
        return x;
    }

    function comparison(uint256 x) external view returns (bool) {
        return list[x] < 1 / x;
    }

    function shift(uint256 x) external view returns (uint256) {
        return (x - 1) << list[x];
    }

    function message(uint256 x) external view returns (uint256) {
        string[] memory none = new string[](0);
        require(x > 0, none[x]);
        return x;
    }

    function modulus(uint256 x) external view returns (uint256) {
        return addmod(list[x], 1 / x, x);
    }
}

//= deploy: ok
//= sum(uint256): panic 0x32
//= index(uint256): panic 0x11
//= assignment(uint256): panic 0x12
//= compound(uint256): panic 0x12
//= comparison(uint256): panic 0x12
//= shift(uint256): panic 0x32
//= message(uint256): panic 0x32
//= modulus(uint256): panic 0x12
