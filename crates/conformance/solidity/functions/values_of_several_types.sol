// Function values of several types, taken before and after calls through them, in structs, arrays and mappings.
//? f(uint256 0)
//? f(uint256 1)
//? f(uint256 2)
//? g()
//? h(uint256[] [3, 1, 2])
pragma solidity ^0.8.20;
library Arr {
    function map(uint[] memory a, function(uint) pure returns (uint) m) internal pure returns (uint[] memory r) {
        r = new uint[](a.length);
        for (uint i; i < a.length; ++i) r[i] = m(a[i]);
    }
    function reduce(uint[] memory a, function(uint, uint) pure returns (uint) m) internal pure returns (uint r) {
        r = a[0];
        for (uint i = 1; i < a.length; ++i) r = m(r, a[i]);
    }
    function sort(uint[] memory a, function(uint, uint) pure returns (bool) less) internal pure {
        for (uint i; i < a.length; i++) for (uint j; j + 1 < a.length - i; j++) if (less(a[j + 1], a[j])) (a[j], a[j + 1]) = (a[j + 1], a[j]);
    }
}
contract C {
    using Arr for uint[];
    struct Op { string name; function(uint, uint) internal pure returns (uint) run; }
    Op[] private ops;
    mapping(bytes4 => function() internal returns (uint)) private table;
    uint private count;
    constructor() {
        ops.push(Op("add", add));
        ops.push(Op({name: "mul", run: mul}));
        table[0x01020304] = bump;
    }
    function add(uint a, uint b) internal pure returns (uint) { return a + b; }
    function mul(uint a, uint b) internal pure returns (uint) { return a * b; }
    function square(uint a) internal pure returns (uint) { return a * a; }
    function less(uint a, uint b) internal pure returns (bool) { return a < b; }
    function bump() internal returns (uint) { return ++count; }
    function f(uint i) external view returns (string memory, uint) { return (ops[i].name, ops[i].run(5, 6)); }
    function g() external returns (uint, uint, bool) {
        function(uint, uint) pure returns (uint)[2] memory fs = [add, mul];
        function(uint, uint) pure returns (uint) p = true ? add : mul;
        return (table[0x01020304]() + fs[1](2, 3), p(1, 1), p == add);
    }
    function h(uint[] memory a) external pure returns (uint[] memory, uint, uint[] memory) {
        uint[] memory s = a.map(square);
        a.sort(less);
        return (s, s.reduce(add), a);
    }
}

//= deploy: ok
//= f(uint256): ok "add", 11
//= f(uint256): ok "mul", 30
//= f(uint256): panic 0x32
//= g(): ok 7, 2, true
//= h(uint256[]): ok [9, 1, 4], 14, [1, 2, 3]
