// SPDX-License-Identifier: MIT
// using at file level reaches all contracts of the file.
pragma solidity ^0.8.20;

library Text {
    function shout(string memory s) internal pure returns (string memory) {
        return string.concat(s, "!");
    }
}

using Text for string;

function greet(string memory name) pure returns (string memory) {
    return string.concat("hello ", name).shout();
}

contract Test {
    string stored = "kept";

    function main() external view returns (string memory, string memory) {
        return (greet("you"), stored.shout().shout());
    }
}

//= deploy: ok
//= main(): ok "hello you!", "kept!!"
