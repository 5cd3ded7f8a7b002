// SPDX-License-Identifier: MIT
//? lengths()
//? ternary(bool true)
//? ternary(bool false)
//? parts(uint256 1)
//? parts(uint256 9)
//? texts()
//? hashes()
pragma solidity ^0.8.20;

/// Local references to texts and bytes of storage, converted to one another.
contract Test {
    mapping(uint256 => string) private names;
    string[] private list;
    bytes private raw = "raw bytes that are longer than one word of storage";
    bytes[] private blobs;

    constructor() {
        names[1] = "one";
        list.push("");
        list.push("a text that is longer than one word of storage, by far");
        blobs.push(hex"414243");
    }

    function size(string storage text) private view returns (uint256) {
        return bytes(text).length;
    }

    function at(uint256 index) private view returns (string storage) {
        return list[index];
    }

    function lengths() external view returns (uint256, uint256, uint256, uint256, uint256) {
        string storage one = names[1];
        string storage none = names[2];
        return (bytes(one).length, bytes(none).length, size(list[1]), bytes(at(1)).length, bytes(at(0)).length);
    }

    function ternary(bool first) external view returns (uint256, bytes memory) {
        string storage chosen = first ? names[1] : list[1];
        return (bytes(first ? names[1] : list[1]).length, bytes(chosen));
    }

    function parts(uint256 index) external view returns (bytes1, bytes32) {
        string storage one = names[1];
        return (bytes(one)[index], bytes32(bytes(one)));
    }

    function texts() external view returns (string memory, string memory, bool) {
        bytes storage data = raw;
        bytes storage blob = blobs[0];
        return (string(data), string.concat(string(blob), "!"), bytes(string(blob)).length == blob.length);
    }

    function hashes() external returns (bool, bytes32) {
        string storage one = names[1];
        bool before = keccak256(bytes(one)) == keccak256("one");
        names[1] = "uno";
        return (before, keccak256(bytes(one)));
    }
}

//= deploy: ok
//= lengths(): ok 3, 0, 54, 54, 0
//= ternary(bool): ok 3, 0x6f6e65
//= ternary(bool): ok 54, 0x6120746578742074686174206973206c6f6e676572207468616e206f6e6520776f7264206f662073746f726167652c20627920666172
//= parts(uint256): ok 0x6e, 0x6f6e650000000000000000000000000000000000000000000000000000000000
//= parts(uint256): panic 0x32
//= texts(): ok "raw bytes that are longer than one word of storage", "ABC!", true
//= hashes(): ok true, 0xcecaf085965a5ffbf7d9d22b89735e5b931137bd580e21df07372e6fa57fabd7
