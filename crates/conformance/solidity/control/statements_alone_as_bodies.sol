// Bodies without braces, empty bodies and statements, assignments in conditions.
//? run(uint256 5)
//? empty(uint256 1)
//? chain(uint256 3)
//? early(int256 -1)
//? early(int256 0)
//? early(int256 1)
pragma solidity ^0.8.20;

contract Test {
    uint256 private x;

    function nothing() internal pure {}

    function add(uint256 n) internal returns (uint256) {
        return x += n;
    }

    function run(uint256 n) external returns (uint256 r) {
        for (uint256 i = 0; i < n; i++) add(i);
        while (n-- > 3) add(1);
        do add(2); while (x < 15);
        if (x > 10) add(100);
        else if (x > 5) add(10);
        else add(1);
        bool b;
        if ((b = x > 50)) r = x;
        {} {{ nothing(); }}
    }

    function empty(uint256 n) external pure {
        if (n > 0) {} else {}
        for (; n < 1; ) {}
    }

    function chain(uint256 n) external returns (uint256 a, uint256 b, uint256 c) {
        a = b = c = n;
        a += b -= c *= 1;
        x = a = b++ + ++c;
    }

    function early(int256 n) external pure returns (string memory) {
        if (n < 0) return "below";
        if (n == 0) {
            return "zero";
        } else {
            return "above";
        }
    }
}

//= deploy: ok
//= run(uint256): ok 116
//= empty(uint256): ok
//= chain(uint256): ok 4, 1, 4
//= early(int256): ok "below"
//= early(int256): ok "zero"
//= early(int256): ok "above"
