// SPDX-License-Identifier: MIT
// Attached functions that change storage.
pragma solidity ^0.8.20;

library Set {
    struct Data { mapping(uint256 => bool) has; uint256[] items; }

    function add(Data storage self, uint256 x) internal returns (bool) {
        if (self.has[x]) return false;
        self.has[x] = true;
        self.items.push(x);
        return true;
    }

    function size(Data storage self) internal view returns (uint256) {
        return self.items.length;
    }
}

contract Test {
    using Set for Set.Data;

    Set.Data a;
    Set.Data b;

    function main() external returns (bool, bool, bool, uint256, uint256) {
        return (a.add(5), a.add(5), b.add(5), a.size(), b.size() + b.items[0] * 10);
    }
}

//= deploy: ok
//= main(): ok true, false, true, 1, 51
