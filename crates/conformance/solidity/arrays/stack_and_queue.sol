// SPDX-License-Identifier: MIT
// A stack and a queue over storage arrays.
//? main()
//? takeAll()
pragma solidity ^0.8.20;

contract Test {
    uint256[] stack;
    mapping(uint256 => uint256) queue;
    uint256 head;
    uint256 tail;

    function popStack() internal returns (uint256 x) {
        x = stack[stack.length - 1];
        stack.pop();
    }

    function take() internal returns (uint256 x) {
        require(head < tail, "empty");
        x = queue[head];
        delete queue[head++];
    }

    function main() external returns (uint256, uint256, uint256, uint256) {
        for (uint256 i = 1; i <= 3; i++) {
            stack.push(i);
            queue[tail++] = i;
        }
        return (popStack(), popStack(), take(), take());
    }

    function takeAll() external returns (uint256) {
        take();
        return take();
    }
}

//= deploy: ok
//= main(): ok 3, 2, 1, 2
//= takeAll(): revert "empty"
