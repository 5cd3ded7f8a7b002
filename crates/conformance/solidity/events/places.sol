// SPDX-License-Identifier: MIT
// Events of the file, of a base, of an interface, of a library.
pragma solidity ^0.8.20;

event AtFile(uint256 n);

interface IThing {
    event InInterface(uint256 n);
}

library L {
    event InLibrary(uint256 indexed n);

    function note(uint256 n) internal {
        emit InLibrary(n);
    }
}

contract Base {
    event InBase(uint256 n);

    function base() internal {
        emit InBase(3);
    }
}

contract Test is Base, IThing {
    event Own(uint256 n);

    function main() external {
        emit AtFile(1);
        emit InInterface(2);
        base();
        L.note(4);
        emit Own(5);
        emit L.InLibrary(6);
        emit Base.InBase(7);
        emit IThing.InInterface(8);
    }
}

//= deploy: ok
//= main(): ok
//=   event AtFile(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//=   event InInterface(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event InBase(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000003
//=   event InLibrary(uint256) [0x0000000000000000000000000000000000000000000000000000000000000004] 0x
//=   event Own(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000005
//=   event InLibrary(uint256) [0x0000000000000000000000000000000000000000000000000000000000000006] 0x
//=   event InBase(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000007
//=   event InInterface(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000008
