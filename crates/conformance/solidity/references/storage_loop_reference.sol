// SPDX-License-Identifier: MIT
// A loop over storage with a reference for each element.
pragma solidity ^0.8.20;

contract Test {
    struct Task { string what; bool done; }

    Task[] tasks;

    function main() external returns (uint256, Task[] memory) {
        tasks.push(Task("a", false));
        tasks.push(Task("b", true));
        tasks.push(Task("c", false));
        uint256 count = 0;
        for (uint256 i = 0; i < tasks.length; i++) {
            Task storage t = tasks[i];
            if (!t.done) {
                t.done = true;
                t.what = string.concat(t.what, "!");
                count++;
            }
        }
        return (count, tasks);
    }
}

//= deploy: ok
//= main(): ok 2, [("a!", true), ("b", true), ("c!", true)]
