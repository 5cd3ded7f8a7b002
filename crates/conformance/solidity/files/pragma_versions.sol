// SPDX-License-Identifier: MIT
// Every way to ask for a version that 0.8 satisfies.
pragma solidity *;
pragma solidity x;
pragma solidity 0.8.x;
pragma solidity 0.*;
pragma solidity >=0.8.* <0.9.*;
pragma solidity >= 0.4.22 < 0.9.0;
pragma solidity ^0.7.0 || ^0.8.0;
pragma solidity * || 0.4.0;
pragma solidity 0.8.0 - 0.8.99;
pragma solidity ^0;
pragma solidity ~0.8;
pragma solidity <=0;
pragma
    solidity /* any */
    *;

contract Test {
    function main() external pure returns (uint256) {
        return 1;
    }
}

//= deploy: ok
//= main(): ok 1
