// SPDX-License-Identifier: MIT
// A contract converts to its base, its interface and an address.
pragma solidity ^0.8.20;

interface IThing {
    function id() external view returns (uint256);
}

contract Base is IThing {
    function id() external pure override returns (uint256) {
        return 5;
    }
}

contract Test is Base {
    IThing other;

    function main() external returns (address, bool, bool, bytes4) {
        IThing t = IThing(address(this));
        Base b = this;
        other = IThing(address(0xbeef));
        return (address(other), address(t) == address(b), other == IThing(address(0)), t.id.selector);
    }
}

//= deploy: ok
//= main(): ok 0x000000000000000000000000000000000000beef, true, false, 0xaf640d0f
