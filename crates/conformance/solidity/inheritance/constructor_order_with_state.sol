// Initial values, base constructors and modifiers of constructors in their order.
//? order()
//? x()
pragma solidity ^0.8.20;

contract Log {
    uint256[] internal steps;
    function step(uint256 n) internal returns (uint256) {
        steps.push(n);
        return n;
    }
    function order() external view returns (uint256[] memory) {
        return steps;
    }
}

contract A is Log {
    uint256 public x = step(1);
    modifier around(uint256 n) {
        step(n);
        _;
        step(n + 1);
    }
    constructor(uint256 v) around(10) {
        x = step(v);
    }
}

contract B is A {
    uint256 y = step(2);
    constructor(uint256 v) A(step(v + 1)) around(20) {
        y = step(3);
    }
}

contract C is B(40) {
    uint256 z = step(4);
    constructor() {
        step(z);
    }
}

//= deploy: ok
//= order(): ok [1, 2, 4, 41, 10, 41, 11, 20, 3, 21, 4]
//= x(): ok 41
