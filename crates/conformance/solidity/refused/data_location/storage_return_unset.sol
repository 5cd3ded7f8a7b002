// A storage reference as a result that is not set on every path. Good: "`p` is not set where `found` is false."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    P private first;

    function pick(bool found) internal view returns (P storage p) {
        if (found) {
            p = first;
        }
    }
}
