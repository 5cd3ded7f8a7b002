//? deploy(uint256 16)
//? main()
//? init()
//? $construct()
//? $deploy()
//? $setup()
//? $()
//? sum(uint256[] [1, 2])
//? sum$inner(uint256[] [1, 2])
//? $inner(uint256[] [1, 2])
// SPDX-License-Identifier: MIT
// Functions with the names that a compiler might give to what it makes itself.
pragma solidity ^0.8.20;

contract $free {
    uint256 internal s = 1;

    function f() internal virtual returns (uint256) {
        return 100;
    }
}

function deploy(function () returns (uint256) g) returns (uint256) {
    return g() + 1000;
}

contract Test is $free {
    uint256[] private kept;

    constructor(uint256 start) {
        s += start;
    }

    function init() public {
        s += 2;
    }

    function $construct() public {
        s += 4;
    }

    function $deploy() public returns (uint256) {
        s += 8;
        return s;
    }

    function $setup() public view returns (uint256) {
        return s;
    }

    function $() public view returns (uint256) {
        return s + 1;
    }

    // The outside sees another form of arrays than the inside.
    function sum(uint256[] memory a) public pure returns (uint256 all) {
        for (uint256 i = 0; i < a.length; i++) all += a[i];
    }

    function sum$inner(uint256[] memory a) public pure returns (uint256) {
        return sum(a) * 2;
    }

    function $inner(uint256[] memory a) public pure returns (uint256) {
        return sum$inner(a) * 2;
    }

    function f() internal override returns (uint256) {
        return super.f() + 1;
    }

    function main() public returns (uint256, uint256, uint256, uint256) {
        init();
        $construct();
        uint256[] memory a = new uint256[](2);
        a[0] = 3;
        a[1] = 4;
        return ($deploy(), $inner(a), deploy(f), $());
    }
}

//= deploy: ok
//= main(): ok 31, 28, 1101, 32
//= init(): ok
//= $construct(): ok
//= $deploy(): ok 45
//= $setup(): ok 45
//= $(): ok 46
//= sum(uint256[]): ok 3
//= sum$inner(uint256[]): ok 6
//= $inner(uint256[]): ok 12
