// SPDX-License-Identifier: MIT
// In a diamond every contract's function runs once.
pragma solidity ^0.8.20;

contract Root {
    uint256[] log;

    function f() public virtual {
        log.push(1);
    }
}

contract Left is Root {
    function f() public virtual override {
        log.push(2);
        super.f();
    }
}

contract Right is Root {
    function f() public virtual override {
        log.push(3);
        super.f();
    }
}

contract Test is Left, Right {
    function f() public override(Left, Right) {
        log.push(4);
        super.f();
    }

    function main() external returns (uint256[] memory) {
        f();
        return log;
    }
}

//= deploy: ok
//= main(): ok [4, 3, 2, 1]
