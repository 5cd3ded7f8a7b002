// SPDX-License-Identifier: MIT
// State variables get their values base first, before the constructors' bodies.
pragma solidity ^0.8.20;

contract Log {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }
}

contract A is Log {
    uint256 a = note(1);

    constructor() {
        note(2);
    }
}

contract B is A {
    uint256 b = note(3);

    constructor() {
        note(4);
    }
}

contract Test is B {
    uint256 c = note(5);

    constructor() {
        note(6);
    }

    function main() external view returns (uint256[] memory, uint256) {
        return (log, a * 100 + b * 10 + c);
    }
}

//= deploy: ok
//= main(): ok [1, 3, 5, 2, 4, 6], 135
