// SPDX-License-Identifier: MIT
// Indexed structs are hashed over their members, padded and in place.
pragma solidity ^0.8.20;

contract Test {
    struct In { uint8 a; string s; }
    struct S { bool b; In i; bytes2[] l; }

    event E(S indexed s);
    event F(In indexed i, In j);

    function main() external returns (bytes32) {
        bytes2[] memory l = new bytes2[](1);
        l[0] = 0xabcd;
        emit E(S(true, In(5, "hey"), l));
        emit F(In(1, "one"), In(2, "two"));
        return keccak256(abi.encode(uint256(1), bytes32("one")));
    }
}

//= deploy: ok
//= main(): ok 0x23e242557bf133f5df0f0bf2232ca356e3edf8802922193b8861bf1986b5e5e7
//=   event E((bool,(uint8,string),bytes2[])) [0xd6d30ca715bddd82b92b526ad710039cfa41fbfbb2c3e22bdb8e1e582f021db2] 0x
//=   event F((uint8,string),(uint8,string)) [0x23e242557bf133f5df0f0bf2232ca356e3edf8802922193b8861bf1986b5e5e7] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000000374776f0000000000000000000000000000000000000000000000000000000000
