// SPDX-License-Identifier: MIT
//? deploy() from 0xaa
//? call(bytes 0x6d4ce63c) from 0xb1
//? call(bytes 0x60fe47b10000000000000000000000000000000000000000000000000000000000000029) from 0xb1
//? call(bytes 0x6d4ce63c) from 0xb1
//? call(bytes 0x371303c0) from 0xb1
//? call(bytes 0x771602f700000000000000000000000000000000000000000000000000000000000000070000000000000000000000000000000000000000000000000000000000000008) from 0xb1
//? call(bytes 0x771602f70000000000000000000000000000000000000000000000000000000000000007) from 0xb1
//? call(bytes 0xdeadbeef)
//? call(bytes 0xde)
//? cut(uint8 1, string "mul", bytes4[] [0x771602f7]) from 0xaa
//? call(bytes 0x771602f700000000000000000000000000000000000000000000000000000000000000070000000000000000000000000000000000000000000000000000000000000008) from 0xb1
//? cut(uint8 2, string "", bytes4[] [0x371303c0, 0x60fe47b1]) from 0xaa
//? cut(uint8 2, string "", bytes4[] [0x371303c0]) from 0xaa
//? cut(uint8 0, string "get", bytes4[] [0x6d4ce63c]) from 0xaa
//? cut(uint8 0, string "none", bytes4[] [0x11223344]) from 0xaa
//? cut(uint8 0, string "get", bytes4[] [0x11223344, 0x11223355]) from 0xb1
//? cut(uint8 0, string "get", bytes4[] [0x11223344, 0x11223355]) from 0xaa
//? call(bytes 0x371303c0) from 0xb1
//? call(bytes 0x11223355) from 0xb1
//? facets()
//? selectors()
pragma solidity ^0.8.20;

/// A table from selectors to internal functions that can be changed, in the manner of a diamond.
contract Diamond {
    enum Action {
        Add,
        Replace,
        Remove
    }

    struct Entry {
        function(bytes calldata) internal returns (bytes memory) run;
        uint16 position;
        string facet;
    }

    error FunctionNotFound(bytes4 selector);
    error SelectorExists(bytes4 selector, string facet);
    error NoSuchFacet(string name);
    error OnlyOwner();

    event DiamondCut(Action indexed action, string facet, bytes4[] selectors);
    event Called(bytes4 indexed selector, bytes result);

    address private immutable owner;
    mapping(bytes4 => Entry) private table;
    bytes4[] private all;
    mapping(bytes32 => function(bytes calldata) internal returns (bytes memory)) private facetsByName;
    uint256 private number = 5;

    constructor() {
        owner = msg.sender;
        facetsByName["get"] = _get;
        facetsByName["set"] = _set;
        facetsByName["inc"] = _inc;
        facetsByName["add"] = _add;
        facetsByName["mul"] = _mul;
        _put(bytes4(keccak256("get()")), "get");
        _put(bytes4(keccak256("set(uint256)")), "set");
        _put(bytes4(keccak256("inc()")), "inc");
        _put(bytes4(keccak256("add(uint256,uint256)")), "add");
    }

    function call(bytes calldata data) external returns (bytes memory result) {
        bytes4 selector = data.length < 4 ? bytes4(0) : bytes4(data[:4]);
        Entry storage entry = table[selector];
        if (entry.position == 0) revert FunctionNotFound(selector);
        result = entry.run(data[4:]);
        emit Called(selector, result);
    }

    function cut(Action action, string calldata facet, bytes4[] calldata list) external {
        if (msg.sender != owner) revert OnlyOwner();
        for (uint256 i = 0; i < list.length; ++i) {
            bytes4 selector = list[i];
            if (action == Action.Remove) {
                _remove(selector);
            } else if (action == Action.Add) {
                Entry memory known = table[selector];
                if (known.position != 0) revert SelectorExists(selector, known.facet);
                _put(selector, facet);
            } else {
                Entry storage entry = _known(selector);
                entry.run = facetsByName[bytes32(bytes(facet))];
                entry.facet = facet;
            }
        }
        emit DiamondCut(action, facet, list);
    }

    function facets() external view returns (string memory text) {
        for (uint256 i = 0; i < all.length; i++) {
            text = string.concat(text, i == 0 ? "" : ",", table[all[i]].facet);
        }
    }

    function selectors() external view returns (bytes4[] memory) {
        return all;
    }

    function _known(bytes4 selector) private view returns (Entry storage entry) {
        entry = table[selector];
        if (entry.position == 0) revert FunctionNotFound(selector);
    }

    function _put(bytes4 selector, string memory facet) private {
        bytes32 name = bytes32(bytes(facet));
        if (name != "get" && name != "set" && name != "inc" && name != "add" && name != "mul") revert NoSuchFacet(facet);
        all.push(selector);
        table[selector] = Entry(facetsByName[name], uint16(all.length), facet);
    }

    function _remove(bytes4 selector) private {
        uint256 position = _known(selector).position;
        bytes4 last = all[all.length - 1];
        (all[position - 1], table[last].position) = (last, uint16(position));
        all.pop();
        delete table[selector];
    }

    function _get(bytes calldata) private view returns (bytes memory) {
        return abi.encode(number);
    }

    function _set(bytes calldata data) private returns (bytes memory) {
        number = abi.decode(data, (uint256));
        return "";
    }

    function _inc(bytes calldata) private returns (bytes memory) {
        return abi.encodePacked(++number);
    }

    function _add(bytes calldata data) private pure returns (bytes memory) {
        (uint256 a, uint256 b) = abi.decode(data, (uint256, uint256));
        return abi.encode(a + b);
    }

    function _mul(bytes calldata data) private pure returns (bytes memory) {
        (uint256 a, uint256 b) = abi.decode(data, (uint256, uint256));
        return abi.encode(a * b, "mul");
    }
}

//= deploy: ok
//= call(bytes): ok 0x0000000000000000000000000000000000000000000000000000000000000005
//=   event Called(bytes4,bytes) [0x6d4ce63c00000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000005
//= call(bytes): ok 0x
//=   event Called(bytes4,bytes) [0x60fe47b100000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000000
//= call(bytes): ok 0x0000000000000000000000000000000000000000000000000000000000000029
//=   event Called(bytes4,bytes) [0x6d4ce63c00000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000029
//= call(bytes): ok 0x000000000000000000000000000000000000000000000000000000000000002a
//=   event Called(bytes4,bytes) [0x371303c000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000002a
//= call(bytes): ok 0x000000000000000000000000000000000000000000000000000000000000000f
//=   event Called(bytes4,bytes) [0x771602f700000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000f
//= call(bytes): revert
//= call(bytes): revert FunctionNotFound(bytes4) (0xdeadbeef)
//= call(bytes): revert FunctionNotFound(bytes4) (0x00000000)
//= cut(uint8,string,bytes4[]): ok
//=   event DiamondCut(uint8,string,bytes4[]) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000036d756c00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001771602f700000000000000000000000000000000000000000000000000000000
//= call(bytes): ok 0x0000000000000000000000000000000000000000000000000000000000000038000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000036d756c0000000000000000000000000000000000000000000000000000000000
//=   event Called(bytes4,bytes) [0x771602f700000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000800000000000000000000000000000000000000000000000000000000000000038000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000036d756c0000000000000000000000000000000000000000000000000000000000
//= cut(uint8,string,bytes4[]): ok
//=   event DiamondCut(uint8,string,bytes4[]) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x0000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000006000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002371303c00000000000000000000000000000000000000000000000000000000060fe47b100000000000000000000000000000000000000000000000000000000
//= cut(uint8,string,bytes4[]): revert FunctionNotFound(bytes4) (0x371303c0)
//= cut(uint8,string,bytes4[]): revert SelectorExists(bytes4,string) (0x6d4ce63c, "get")
//= cut(uint8,string,bytes4[]): revert NoSuchFacet(string) ("none")
//= cut(uint8,string,bytes4[]): revert OnlyOwner()
//= cut(uint8,string,bytes4[]): ok
//=   event DiamondCut(uint8,string,bytes4[]) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000036765740000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000211223344000000000000000000000000000000000000000000000000000000001122335500000000000000000000000000000000000000000000000000000000
//= call(bytes): revert FunctionNotFound(bytes4) (0x371303c0)
//= call(bytes): ok 0x000000000000000000000000000000000000000000000000000000000000002a
//=   event Called(bytes4,bytes) [0x1122335500000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000002a
//= facets(): ok "get,mul,get,get"
//= selectors(): ok [0x6d4ce63c, 0x771602f7, 0x11223344, 0x11223355]
