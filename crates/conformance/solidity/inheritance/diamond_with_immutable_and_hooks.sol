//? deploy(uint256 5)
//? main()
//? quote(uint256 10)
//? limit()
//? name()
//? hook()
//? trail()
//? data(address 0x0000000000000000000000000000000000000001, uint256 1)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface IQuote { function quote(uint256) external view returns (uint256); function limit() external view returns (uint256); }
interface INamed { function name() external view returns (string memory); }

abstract contract Root is IQuote {
    string[] internal marks;
    uint256 internal immutable scale;
    constructor(uint256 s) { scale = s; marks.push("Root"); }
    function hook() public virtual returns (uint256) { marks.push("root-hook"); return 1; }
    function quote(uint256 n) external view virtual override returns (uint256) { return n * scale; }
}

abstract contract Left is Root {
    constructor() { marks.push("Left"); hook(); }
    function hook() public virtual override returns (uint256) { marks.push("left-hook"); return super.hook() * 2; }
}

abstract contract Right is Root, INamed {
    string public override name = string.concat("right", "-", "x");
    constructor(uint256 a) { marks.push(a > 5 ? "Right>" : "Right<="); }
    function hook() public virtual override returns (uint256) { marks.push("right-hook"); return super.hook() + 3; }
}

contract Leaf is Left, Right {
    uint256 public constant override limit = 1_000;
    mapping(address user => uint256[2] pair) public data;
    constructor(uint256 s) Right(s + 1) Root(s * 2) { data[address(1)] = [s, s ** 2]; marks.push("Leaf"); }
    function hook() public override(Left, Right) returns (uint256) { marks.push("leaf-hook"); return Left.hook() * 100 + super.hook(); }
    function quote(uint256 n) external view override returns (uint256) { return n + scale; }
    function trail() external view returns (string[] memory) { return marks; }
    function main() external view returns (uint256, uint256) { return (scale, marks.length); }
}

//= deploy: ok
//= main(): ok 10, 10
//= quote(uint256): ok 20
//= limit(): ok 1000
//= name(): ok "right-x"
//= hook(): ok 205
//= trail(): ok ["Root", "Left", "leaf-hook", "right-hook", "left-hook", "root-hook", "left-hook", "root-hook", "Right>", "Leaf", "leaf-hook", "right-hook", "left-hook", "root-hook", "left-hook", "root-hook"]
//= data(address,uint256): ok 25
