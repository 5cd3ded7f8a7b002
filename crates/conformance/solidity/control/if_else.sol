// SPDX-License-Identifier: MIT
// If, else if, else, without braces and nested.
pragma solidity ^0.8.20;

contract Test {
    function classify(int256 x) internal pure returns (string memory) {
        if (x < 0) return "negative";
        else if (x == 0) return "zero";
        else {
            if (x > 100)
                if (x > 1000) return "huge";
                else return "large";
        }
        return "positive";
    }

    function main() external pure returns (string memory, string memory, string memory, string memory, string memory) {
        return (classify(-1), classify(0), classify(5), classify(101), classify(1001));
    }
}

//= deploy: ok
//= main(): ok "negative", "zero", "positive", "large", "huge"
