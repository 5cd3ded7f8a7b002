// SPDX-License-Identifier: MIT
// Libraries that build on each other.
//? spend(uint256 4)
//? spend(uint256 7)
//? state()
pragma solidity ^0.8.20;

library Safe {
    function sub(uint256 a, uint256 b) internal pure returns (uint256) {
        require(b <= a, "Safe: below zero");
        return a - b;
    }
}

library Account {
    using Safe for uint256;

    struct State { uint256 balance; uint256 spent; }

    function spend(State storage s, uint256 v) internal {
        s.balance = s.balance.sub(v);
        s.spent += v;
    }
}

contract Test {
    using Account for Account.State;

    Account.State me = Account.State(10, 0);

    function spend(uint256 v) external {
        me.spend(v);
    }

    function state() external view returns (Account.State memory) {
        return me;
    }
}

//= deploy: ok
//= spend(uint256): ok
//= spend(uint256): revert "Safe: below zero"
//= state(): ok (6, 4)
