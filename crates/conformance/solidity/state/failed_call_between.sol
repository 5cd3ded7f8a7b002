// SPDX-License-Identifier: MIT
// A call that fails leaves every kind of state variable alone.
//? change(bool true)
//? change(bool false)
//? all()
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; string s; }

    uint8 a = 1;
    string b = "one";
    uint256[] c = [1];
    P d = P(1, "s");
    mapping(uint256 => uint256) e;

    function change(bool fail) external {
        a++;
        b = string.concat(b, " and more, so that it no longer fits into one word");
        c.push(2);
        d.s = "changed";
        e[1]++;
        delete d.x;
        require(!fail);
    }

    function all() external view returns (uint8, string memory, uint256[] memory, P memory, uint256) {
        return (a, b, c, d, e[1]);
    }
}

//= deploy: ok
//= change(bool): revert
//= change(bool): ok
//= all(): ok 2, "one and more, so that it no longer fits into one word", [1, 2], (0, "changed"), 1
