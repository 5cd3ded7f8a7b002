// SPDX-License-Identifier: MIT
// An element whose array grows or shrinks on the right side.
//? grows()
//? shrinks()
//? read()
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;

    function grow() internal returns (uint256) {
        a.push(9);
        return a.length;
    }

    function shrink() internal returns (uint256) {
        a.pop();
        return 1;
    }

    function grows() external returns (uint256[] memory) {
        a[0] = grow();
        return a;
    }

    function shrinks() external {
        a[a.length - 1] = shrink();
    }

    function read() external view returns (uint256[] memory) {
        return a;
    }
}

//= deploy: ok
//= grows(): ok [1]
//= shrinks(): panic 0x11
//= read(): ok [1]
