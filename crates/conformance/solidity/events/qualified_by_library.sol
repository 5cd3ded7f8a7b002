// Events, errors, enums and structs of libraries and interfaces under their qualified names.
//? f()
pragma solidity ^0.8.22;
library L { event E(uint256 a); error Bad(uint256 a); enum K { A, B } struct S { uint a; K k; } uint constant public C = 7; }
interface I { event F(address indexed a, L.K k); error Worse(); struct T { L.S s; } }
contract C {
    function f() external returns (uint, L.K, I.T memory t) {
        emit L.E(3);
        emit I.F(address(this), L.K.B);
        t.s = L.S({k: L.K.B, a: L.C});
        if (t.s.a == 8) revert L.Bad(1);
        if (t.s.a == 9) revert I.Worse();
        return (L.C, type(L.K).max, t);
    }
}

//= deploy: ok
//= f(): ok 7, 1, ((7, 1))
//=   event E(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000003
//=   event F(address,uint8) [0x0000000000000000000000001000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000001
