// SPDX-License-Identifier: MIT
// Events of one name in a contract, its bases and a library; a contract's hide those of the file.
pragma solidity ^0.8.20;

event E(bool file);

library L {
    event E(int256 l);
    event E(int256 l, int256 m);
}

abstract contract A {
    event E(uint256 a);

    function fromBase() internal {
        emit E(1);
    }
}

interface I {
    event E(uint256 a, uint256 b);
}

contract Test is A, I {
    event E(bytes4 c);
    uint256 private calls;

    function next() internal returns (uint256) {
        calls += 1;
        return calls;
    }

    function main() external {
        fromBase();
        emit E(2);
        emit E(next(), next());
        emit E(bytes4("four"));
        emit E(hex"01020304");
        emit A.E(5);
        emit I.E(6, 7);
        emit L.E(-8);
        emit L.E(-9, 10);
    }
}

contract Other {
    function main() external {
        emit E(true);
    }
}

contract Last is Test {}

//= deploy: ok
//= main(): ok
//=   event E(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//=   event E(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event E(uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000002
//=   event E(bytes4) [] 0x666f757200000000000000000000000000000000000000000000000000000000
//=   event E(bytes4) [] 0x0102030400000000000000000000000000000000000000000000000000000000
//=   event E(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000005
//=   event E(uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000000000000007
//=   event E(int256) [] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8
//=   event E(int256,int256) [] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7000000000000000000000000000000000000000000000000000000000000000a
