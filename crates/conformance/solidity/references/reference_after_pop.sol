// SPDX-License-Identifier: MIT
// A reference to an element that is popped and pushed again.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; }

    P[] list;

    function main() external returns (uint256, uint256) {
        P storage p = list.push();
        p.x = 5;
        list.pop();
        uint256 gone = p.x;
        list.push();
        list[0].x = 7;
        return (gone, p.x);
    }
}

//= deploy: ok
//= main(): ok 0, 7
