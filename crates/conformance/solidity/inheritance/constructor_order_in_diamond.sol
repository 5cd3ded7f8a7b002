// SPDX-License-Identifier: MIT
// Constructors of a diamond run once each, in the order of the line.
pragma solidity ^0.8.20;

contract Log {
    string public trace;

    function add(string memory s) internal {
        trace = string.concat(trace, s);
    }
}

abstract contract Root is Log {
    constructor(string memory s) {
        add(string.concat("R", s));
    }
}

abstract contract Left is Root {
    constructor() {
        add("l");
    }
}

abstract contract Right is Root {
    constructor(uint256 n) {
        add(n > 5 ? "r+" : "r-");
    }
}

contract Test is Left, Right {
    constructor() Right(7) Root("oot") {
        add("t");
    }

    function main() external view returns (string memory) {
        return trace;
    }
}

//= deploy: ok
//= main(): ok "Rootlr+t"
