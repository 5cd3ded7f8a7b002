//? Linearisation of a lattice.
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract A0 { function f() public virtual returns (uint256) { return 0; } }
{{1..300 contract A$ is A% { function f() public virtual override returns (uint256) { return super.f() + 1; } }
}}contract Z is A299 { function main() public returns (uint256) { return f(); } }
//= Compilation E0760
