// SPDX-License-Identifier: MIT
// A constructor of the base calls the function of the derived contract.
pragma solidity ^0.8.20;

contract Base {
    string public who;

    constructor() {
        who = name();
    }

    function name() internal virtual returns (string memory) {
        return "base";
    }
}

contract Test is Base {
    string own = "set";

    function name() internal view override returns (string memory) {
        return string.concat("derived:", own);
    }

    function main() external view returns (string memory) {
        return who;
    }
}

//= deploy: ok
//= main(): ok "derived:set"
