// Private variables of one name, modifiers overridden to run bodies twice, arguments of bases with effects.
//? f(uint256 2)
//? order()
pragma solidity ^0.8.20;
contract A { string internal o; uint private p = 1; uint internal immutable i; constructor(uint n) { o = string.concat(o, "A"); i = n; } function v(uint x) public virtual returns (uint) { p += x; return p + i; } modifier m(uint x) virtual { o = string.concat(o, "("); _; o = string.concat(o, ")"); } }
contract B is A { uint private p = 10; constructor(uint n) A(n * 2) { o = string.concat(o, "B"); } function v(uint x) public virtual override returns (uint) { p++; return super.v(x) + p; } }
abstract contract D is A { uint private p = 100; constructor() { o = string.concat(o, "D"); } function v(uint x) public virtual override m(x) returns (uint) { return super.v(x) * 2 + p; } function w() public virtual returns (uint); }
contract E is B, D { constructor() B(q = 7) { o = string.concat(o, "E"); } uint q = 3; function v(uint x) public override(B, D) m(1) returns (uint) { return super.v(x) + A.v(0); } function w() public pure override returns (uint) { return 1; } modifier m(uint x) override { o = string.concat(o, "["); _; _; o = string.concat(o, "]"); } function f(uint x) external returns (uint, string memory, uint) { return (v(x), o, q); } function order() external view returns (string memory) { return o; } }

//= deploy: ok
//= f(uint256): ok 193, "ABDE[[][]]", 7
//= order(): ok "ABDE[[][]]"
