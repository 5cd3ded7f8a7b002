// SPDX-License-Identifier: MIT
// User-defined types in function values, tuples and conditionals.
pragma solidity ^0.8.20;

type Id is uint16;

function next(Id a) pure returns (Id) {
    return Id.wrap(Id.unwrap(a) + 1);
}

contract Test {
    function main() external pure returns (Id, Id, Id, Id) {
        function(Id) pure returns (Id) f = next;
        Id a = f(Id.wrap(5));
        (Id b, Id c) = (next(a), a);
        (b, c) = (c, b);
        Id d = Id.unwrap(b) > 5 ? b : c;
        Id none;
        return (a, none, c, d);
    }
}

//= deploy: ok
//= main(): ok 6, 0, 7, 6
