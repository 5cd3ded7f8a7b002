// SPDX-License-Identifier: MIT
// The order of the bases decides the order of super.
pragma solidity ^0.8.20;

contract Root {
    function f() public pure virtual returns (string memory) {
        return "R";
    }
}

contract Left is Root {
    function f() public pure virtual override returns (string memory) {
        return string.concat("l", super.f());
    }
}

contract Right is Root {
    function f() public pure virtual override returns (string memory) {
        return string.concat("r", super.f());
    }
}

contract Test is Right, Left {
    function f() public pure override(Left, Right) returns (string memory) {
        return super.f();
    }

    function main() external pure returns (string memory, string memory, string memory) {
        return (f(), Left.f(), Right.f());
    }
}

//= deploy: ok
//= main(): ok "lrR", "lrR", "rR"
