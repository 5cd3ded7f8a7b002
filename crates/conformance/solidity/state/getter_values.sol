// SPDX-License-Identifier: MIT
// Getters of state variables of every value type.
//? a()
//? b()
//? c()
//? d()
//? e()
//? f()
//? g()
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    uint24 public a = 0xffffff;
    int40 public b = -1;
    bool public c = true;
    address public d = address(0xabc);
    bytes5 public e = "hello";
    E public f = E.B;
    address payable public g = payable(address(7));
}

//= deploy: ok
//= a(): ok 16777215
//= b(): ok -1
//= c(): ok true
//= d(): ok 0x0000000000000000000000000000000000000abc
//= e(): ok 0x68656c6c6f
//= f(): ok 1
//= g(): ok 0x0000000000000000000000000000000000000007
