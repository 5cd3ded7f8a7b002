// SPDX-License-Identifier: MIT
// A revert undoes everything of its call: state and events.
//? work(bool true)
//? work(bool false)
//? work(bool true)
//? state()
pragma solidity ^0.8.20;

contract Test {
    event Step(uint256 n);

    uint256 public n;
    uint256[] list;
    mapping(uint256 => string) names;

    function work(bool ok) external {
        n++;
        list.push(n);
        names[n] = "x";
        emit Step(n);
        require(ok, "undo");
    }

    function state() external view returns (uint256, uint256, string memory, string memory) {
        return (n, list.length, names[1], names[3]);
    }
}

//= deploy: ok
//= work(bool): ok
//=   event Step(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= work(bool): revert "undo"
//= work(bool): ok
//=   event Step(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//= state(): ok 2, 2, "x", ""
