// SPDX-License-Identifier: MIT
// State and functions of several independent bases.
pragma solidity ^0.8.20;

contract Owned {
    address public owner = msg.sender;
}

contract Counted {
    uint256 public count;

    function bump() internal returns (uint256) {
        return ++count;
    }
}

contract Named {
    string public name = "none";

    function rename(string memory n) public virtual {
        name = n;
    }
}

contract Test is Owned, Counted, Named {
    function rename(string memory n) public override {
        bump();
        super.rename(string.concat(n, "!"));
    }

    function main() external returns (address, uint256, string memory) {
        rename("a");
        rename("b");
        return (owner, count, name);
    }
}

//= deploy: ok
//= main(): ok 0x0000000000000000000000000000000000000001, 2, "b!"
