// SPDX-License-Identifier: MIT
// A base's internal function that takes a storage reference, overridden.
pragma solidity ^0.8.20;

contract A {
    struct Box { uint256 n; uint256[] items; }

    function put(Box storage b, uint256 x) internal virtual returns (uint256) {
        b.items.push(x);
        return b.items.length;
    }
}

contract B is A {
    function put(Box storage b, uint256 x) internal virtual override returns (uint256) {
        b.n += x;
        return super.put(b, x + 1);
    }
}

contract C is B {
    Box box;

    function main() external returns (uint256, uint256, uint256[] memory) {
        put(box, 5);
        uint256 n = put(box, 6);
        A.put(box, 100);
        return (n, box.n, box.items);
    }
}

//= deploy: ok
//= main(): ok 2, 11, [6, 7, 100]
