// SPDX-License-Identifier: MIT
// A loop over a program of small instructions.
//? f(bytes 0x33342b322a)
//? f(bytes 0x333421)
//? f(bytes 0x33342d)
//? f(bytes 0x2b)
pragma solidity ^0.8.20;

contract Test {
    function run(bytes memory code) internal pure returns (uint256) {
        uint256[] memory stack = new uint256[](8);
        uint256 sp = 0;
        for (uint256 pc = 0; pc < code.length; pc++) {
            bytes1 op = code[pc];
            if (op >= "0" && op <= "9") {
                stack[sp++] = uint8(op) - 48;
                continue;
            }
            uint256 b = stack[--sp];
            uint256 a = stack[--sp];
            if (op == "+") stack[sp++] = a + b;
            else if (op == "-") stack[sp++] = a - b;
            else if (op == "*") stack[sp++] = a * b;
            else revert("unknown");
        }
        return stack[sp - 1];
    }

    function f(bytes calldata code) external pure returns (uint256) {
        return run(code);
    }
}

//= deploy: ok
//= f(bytes): ok 14
//= f(bytes): revert "unknown"
//= f(bytes): panic 0x11
//= f(bytes): panic 0x11
