// The bases have no order; what they declare is known all the same, so there is one message.
pragma solidity ^0.8.20;

contract A {
    uint256 internal count;

    constructor(uint256 n) {
        count = n;
    }

    modifier counted() {
        count++;
        _;
    }

    function f() public virtual returns (uint256) {
        return count;
    }
}

contract B is A {
    constructor(uint256 n) A(n) {}

    function f() public virtual override returns (uint256) {
        return super.f() + 1;
    }
}

contract C is B, A {
    constructor() B(3) {}

    function f() public override(A, B) counted returns (uint256) {
        return super.f() + B.f() + count;
    }
}
