// `try` with `catch Error`, `catch Panic` and `catch (bytes)`: one message for the statement, none for its clauses. Good: "`try`/`catch` is not supported .."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface Feed {
    function price() external returns (uint256);
}

contract C {
    event Failed(string reason);

    function read(Feed feed) public {
        try feed.price() {
            emit Failed("none");
        } catch Error(string memory reason) {
            emit Failed(reason);
        } catch Panic(uint256) {
            emit Failed("panic");
        } catch (bytes memory) {
            emit Failed("other");
        }
    }
}
