// SPDX-License-Identifier: MIT
// Errors of the file, of the contract, of a base, of a library and of an interface.
//? f(uint256 0)
//? f(uint256 1)
//? f(uint256 2)
//? f(uint256 3)
//? f(uint256 4)
//? f(uint256 5)
pragma solidity ^0.8.20;

error AtFile(uint256 n);

interface IThing {
    error InInterface(uint256 n);
}

library L {
    error InLibrary(uint256 n);

    function fail(uint256 n) internal pure {
        revert InLibrary(n);
    }
}

contract Base {
    error InBase(uint256 n);
}

contract Test is Base {
    error Own(uint256 n);

    function f(uint256 n) external pure {
        if (n == 0) revert AtFile(n);
        if (n == 1) revert IThing.InInterface(n);
        if (n == 2) L.fail(n);
        if (n == 3) revert InBase(n);
        if (n == 4) revert Base.InBase(n);
        revert Own(n);
    }
}

//= deploy: ok
//= f(uint256): revert AtFile(uint256) (0)
//= f(uint256): revert InInterface(uint256) (1)
//= f(uint256): revert InLibrary(uint256) (2)
//= f(uint256): revert InBase(uint256) (3)
//= f(uint256): revert InBase(uint256) (4)
//= f(uint256): revert Own(uint256) (5)
