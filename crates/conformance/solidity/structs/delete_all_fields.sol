// delete of a struct with fields of every kind, of nested arrays and of locals.
//? f()
pragma solidity ^0.8.20;
contract C {
    struct S { uint a; uint[2] f; string s; mapping(uint => uint) m; bool b; bytes3 c; address d; E e; }
    enum E { X, Y } S s; uint[][] n; uint[2][2] g; string[2] t;
    function f() external returns (uint, uint[2] memory, string memory, uint, bool, uint, string memory) {
        s.a = 1; s.f[1] = 2; s.s = "long string that spans more than one word of storage"; s.m[1] = 5; s.b = true; s.c = "abc"; s.d = msg.sender; s.e = E.Y;
        delete s;
        n.push(); n.push(); n[1].push(1); n[1].push(2); n[0].push(9); n[0] = n[1]; n[1].pop(); delete n[0][1];
        g[0] = [uint(1), 2]; g[1] = g[0]; g[0][0] = 7; delete g[1];
        t[0] = "x"; t[1] = t[0]; delete t[0];
        uint x = 5; delete x; uint[] memory y = n[0]; delete n; uint[2] memory z = g[0]; delete z[1];
        return (s.a + s.m[1] + x + uint(s.e), z, s.s, y.length * 10 + y[0], s.b, n.length, t[1]);
    }
}

//= deploy: ok
//= f(): ok 5, [7, 0], "", 21, false, 0, "x"
