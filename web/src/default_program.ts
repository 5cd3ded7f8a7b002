// What the page shows to someone who has never been here. The build writes it into the form as well.

/** A small contract: storage, an event, output, a result. */
export const defaultProgram = `/// Counts how often each caller has knocked.
contract Door {
    storage {
        knocks: u64 = 0;
        by_caller: map<address, u64>;
    }

    event Knocked(#[topic] by: address, total: u64);

    pub fn knock() -> u64 {
        storage.knocks += 1;
        storage.by_caller[ctx.sender()] += 1;
        emit Knocked(ctx.sender(), storage.knocks);
        storage.knocks
    }

    pub fn main() -> (u64, u64) {
        println("Knock, knock.");
        knock();
        knock();
        (storage.knocks, storage.by_caller[ctx.sender()])
    }
}
`;

/** The same in Solidity, for whoever chooses that before writing anything. */
export const defaultSolidity = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Counts how often each caller has knocked.
contract Door {
    uint256 knocks;
    mapping(address => uint256) byCaller;

    event Knocked(address indexed by, uint256 total);

    function knock() public returns (uint256) {
        knocks += 1;
        byCaller[msg.sender] += 1;
        emit Knocked(msg.sender, knocks);
        return knocks;
    }

    function main() external returns (uint256, uint256) {
        knock();
        knock();
        return (knocks, byCaller[msg.sender]);
    }
}
`;
