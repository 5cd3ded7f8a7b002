// SPDX-License-Identifier: MIT
// A virtual modifier replaced in a derived contract, also for functions of the base.
pragma solidity ^0.8.20;

contract Base {
    uint256[] log;

    modifier m() virtual {
        log.push(1);
        _;
    }

    function f() public m {
        log.push(2);
    }
}

contract Test is Base {
    modifier m() override {
        log.push(10);
        _;
        log.push(11);
    }

    function main() external returns (uint256[] memory) {
        f();
        return log;
    }
}

//= deploy: ok
//= main(): ok [10, 2, 11]
