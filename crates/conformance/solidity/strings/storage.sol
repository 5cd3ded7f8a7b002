// SPDX-License-Identifier: MIT
// Strings of storage, assigned, copied and cleared.
pragma solidity ^0.8.20;

contract Test {
    string a = "first";
    string b;
    mapping(uint256 => string) m;

    function main() external returns (string memory, string memory, string memory, uint256) {
        b = a;
        a = "second, which is longer than thirty-two bytes in any case";
        m[1] = string.concat(a, b);
        a = b;
        delete b;
        return (a, b, m[1], bytes(m[2]).length);
    }
}

//= deploy: ok
//= main(): ok "first", "", "second, which is longer than thirty-two bytes in any casefirst", 0
