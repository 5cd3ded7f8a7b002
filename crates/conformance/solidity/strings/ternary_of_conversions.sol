// SPDX-License-Identifier: MIT
//? pick(bool true)
//? pick(bool false)
//? again(bool true)
pragma solidity ^0.8.20;

/// Conversions of texts and bytes of storage as the two sides of a ternary.
contract Test {
    string private text = "text";
    bytes private raw = hex"0102";

    function pick(bool first) external view returns (bytes memory, string memory, bytes memory, uint256) {
        return (
            first ? bytes(text) : raw,
            first ? text : string(bytes.concat(raw)),
            first ? raw : (bytes(text)),
            (first ? bytes(text) : raw).length
        );
    }

    function after_(bool first) private returns (bytes memory kept) {
        kept = first ? bytes(text) : raw;
        text = "other";
    }

    function again(bool first) external returns (bytes memory, bytes memory) {
        bytes memory kept = after_(first);
        return (kept, first ? bytes(text) : raw);
    }
}

//= deploy: ok
//= pick(bool): ok 0x74657874, "text", 0x0102, 4
//= pick(bool): ok 0x0102, "\u0001\u0002", 0x74657874, 2
//= again(bool): ok 0x74657874, 0x6f74686572
