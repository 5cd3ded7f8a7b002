// Two bases with one modifier: whose guard runs? Good: "`C` inherits `guarded` from `A` and `B`. Declare it with `override(A, B)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    modifier guarded() virtual {
        require(msg.sender == address(1));
        _;
    }

    function take() internal guarded {}
}

contract B {
    modifier guarded() virtual {
        _;
    }
}

contract C is A, B {
    function f() public {
        take();
    }
}
