// SPDX-License-Identifier: MIT
// super in a base means the next of the whole line, not the base's base.
pragma solidity ^0.8.20;

contract Root {
    uint256[] log;

    function f() public virtual {
        log.push(0);
    }
}

contract Left is Root {
    function f() public virtual override {
        log.push(1);
        super.f();
        log.push(11);
    }
}

contract Right is Root {
    function f() public virtual override {
        log.push(2);
        super.f();
        log.push(12);
    }
}

contract Test is Left, Right {
    function f() public override(Left, Right) {
        super.f();
    }

    function main() external returns (uint256[] memory) {
        Left.f();
        f();
        return log;
    }
}

//= deploy: ok
//= main(): ok [1, 0, 11, 2, 1, 0, 11, 12]
