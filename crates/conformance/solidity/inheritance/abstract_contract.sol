// SPDX-License-Identifier: MIT
// An abstract contract with functions that have no body.
pragma solidity ^0.8.20;

abstract contract Shape {
    function area() public view virtual returns (uint256);

    function scale() internal pure virtual returns (uint256) {
        return 1;
    }

    function scaled() public view returns (uint256) {
        return area() * scale();
    }
}

contract Test is Shape {
    uint256 side = 4;

    function area() public view override returns (uint256) {
        return side * side;
    }

    function scale() internal pure override returns (uint256) {
        return 3;
    }

    function main() external view returns (uint256, uint256) {
        return (area(), scaled());
    }
}

//= deploy: ok
//= main(): ok 16, 48
