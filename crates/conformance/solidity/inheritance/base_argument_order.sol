// SPDX-License-Identifier: MIT
// The order in which constructors run and their arguments are evaluated.
pragma solidity ^0.8.20;

contract Log {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }
}

contract A is Log {
    constructor(uint256 v) {
        note(v + 100);
    }
}

contract B is Log {
    constructor(uint256 v) {
        note(v + 100);
    }
}

contract Test is A, B {
    constructor() B(note(2)) A(note(1)) {
        note(3);
    }

    function main() external view returns (uint256[] memory) {
        return log;
    }
}

//= deploy: ok
//= main(): ok [2, 1, 101, 102, 3]
