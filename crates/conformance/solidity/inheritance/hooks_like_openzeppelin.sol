// SPDX-License-Identifier: MIT
// A transfer hook overridden twice with super.
//? mint(uint256 60)
//? mint(uint256 60)
//? send(address 0xbb, uint256 10)
//? balances(address 0xbb)
//? pause()
//? send(address 0xbb, uint256 10)
pragma solidity ^0.8.20;

contract Token {
    mapping(address => uint256) public balances;

    function _update(address from, address to, uint256 v) internal virtual {
        if (from != address(0)) balances[from] -= v;
        if (to != address(0)) balances[to] += v;
    }
}

contract Capped is Token {
    uint256 supply;

    function _update(address from, address to, uint256 v) internal virtual override {
        super._update(from, to, v);
        if (from == address(0)) {
            supply += v;
            require(supply <= 100, "cap");
        }
    }
}

contract Paused is Token {
    bool public paused;

    function _update(address from, address to, uint256 v) internal virtual override {
        require(!paused, "paused");
        super._update(from, to, v);
    }
}

contract Test is Capped, Paused {
    function _update(address from, address to, uint256 v) internal override(Capped, Paused) {
        super._update(from, to, v);
    }

    function mint(uint256 v) external {
        _update(address(0), msg.sender, v);
    }

    function send(address to, uint256 v) external {
        _update(msg.sender, to, v);
    }

    function pause() external {
        paused = true;
    }
}

//= deploy: ok
//= mint(uint256): ok
//= mint(uint256): revert "cap"
//= send(address,uint256): ok
//= balances(address): ok 10
//= pause(): ok
//= send(address,uint256): revert "paused"
