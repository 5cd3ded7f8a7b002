// SPDX-License-Identifier: MIT
// abi.decode of nested arrays, structs of structs and user-defined types.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    type Id is uint24;

    struct In { Id id; E e; }
    struct Out { In[] ins; string[] names; }

    function main() external pure returns (Out memory, uint256[][] memory, Id, E) {
        Out memory o = Out(new In[](1), new string[](2));
        o.ins[0] = In(Id.wrap(7), E.B);
        o.names[1] = "name";
        uint256[][] memory g = new uint256[][](2);
        g[1] = new uint256[](1);
        bytes memory d = abi.encode(o, g, Id.wrap(9), E.B);
        return abi.decode(d, (Out, uint256[][], Id, E));
    }
}

//= deploy: ok
//= main(): ok ([(7, 1)], ["", "name"]), [[], [0]], 9, 1
