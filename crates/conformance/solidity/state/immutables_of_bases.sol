// Immutables that bases and derived contracts set, from overridden functions and in branches.
//? deploy(uint256 4, address 0xaa)
//? f()
pragma solidity ^0.8.20;
abstract contract P { uint public immutable a; bytes32 immutable b; bool immutable c = true; constructor(uint x) { a = x * 2; b = keccak256(abi.encode(x, a_())); } function a_() internal pure virtual returns (uint) { return 1; } }
contract C is P { address public immutable o; uint[] xs = [uint(1), 2, 3]; uint8 immutable k; enum M { U, V } M immutable m;
    constructor(uint x, address w) P(x + 1) { o = w; if (x > 3) { k = 1; } else { k = 2; } m = M.V; xs.push(a); }
    function a_() internal pure override returns (uint) { return 7; }
    function f() external view returns (uint, bytes32, bool, address, uint8, M, uint) { return (a, b, c, o, k, m, xs[3]); } }

//= deploy: ok
//= f(): ok 10, 0xbcdda56b5d08466ec462cbbe0adfa57cb0a15fcc8940ef68f702f21b787bc935, true, 0x00000000000000000000000000000000000000aa, 1, 1, 10
