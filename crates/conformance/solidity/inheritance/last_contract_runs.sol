// SPDX-License-Identifier: MIT
// The last contract that is not abstract is the one deployed.
pragma solidity ^0.8.20;

contract First {
    function main() external pure returns (uint256) {
        return 1;
    }
}

contract Second {
    function main() external pure returns (uint256) {
        return 2;
    }
}

abstract contract Third {
    function main() external pure virtual returns (uint256);
}

interface Fourth {
    function main() external pure returns (uint256);
}

library Fifth {
    function f() internal pure returns (uint256) {
        return 5;
    }
}

//= deploy: ok
//= main(): ok 2
