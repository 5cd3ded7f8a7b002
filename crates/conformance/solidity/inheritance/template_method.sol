// SPDX-License-Identifier: MIT
// The template-method pattern with hooks before and after.
pragma solidity ^0.8.20;

abstract contract Process {
    uint256[] internal log;

    function before() internal virtual {}

    function step(uint256 i) internal virtual returns (bool);

    function finished() internal virtual {
        log.push(999);
    }

    function run() public returns (uint256) {
        before();
        uint256 i = 0;
        while (step(i)) i++;
        finished();
        return i;
    }
}

contract Test is Process {
    function before() internal override {
        log.push(7);
    }

    function step(uint256 i) internal override returns (bool) {
        log.push(i);
        return i < 2;
    }

    function main() external returns (uint256, uint256[] memory) {
        return (run(), log);
    }
}

//= deploy: ok
//= main(): ok 2, [7, 0, 1, 2, 999]
