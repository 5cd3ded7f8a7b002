// Tuples and references to storage chosen by a condition.
//? f(bool true)
//? f(bool false)
pragma solidity ^0.8.20;
contract C {
    uint[] s; uint[] t;
    constructor() { s.push(1); t.push(2); t.push(3); }
    function f(bool c) external returns (uint a, string memory b, uint, uint8) {
        (a, b) = c ? (1, "yes") : (2, "no");
        uint[] storage r = c ? s : t;
        r.push(9);
        (uint x, ) = (c ? s : t).length > 2 ? (r.length, 0) : (r[0], 1);
        uint8 k = c ? 1 : 2;
        return (a, b, x, c ? k : 255);
    }
}

//= deploy: ok
//= f(bool): ok 1, "yes", 1, 1
//= f(bool): ok 2, "no", 3, 255
