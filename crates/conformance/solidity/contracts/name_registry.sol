// Names as in ENS: nodes by name hash, owners of subnodes, records, expiry.
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? namehash(string[] ["eth"])
//? namehash(string[] [])
//? namehash(string[] ["alice", "eth"])
//? register(string "eth", uint64 1000) from 0x00000000000000000000000000000000000000bb time 1700000000
//? register(string "eth", uint64 1000) from 0x00000000000000000000000000000000000000cc time 1700000999
//? register(string "Eth", uint64 1000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? register(string "ab", uint64 1000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? setSubnodeOwner(string[] ["eth"], string "alice", address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000bb time 1700000500
//? setSubnodeOwner(string[] ["eth"], string "bob", address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000cc time 1700000500
//? setAddr(string[] ["alice", "eth"], address 0x00000000000000000000000000000000000000f1) from 0x00000000000000000000000000000000000000cc time 1700000500
//? setAddr(string[] ["alice", "eth"], address 0x00000000000000000000000000000000000000f1) from 0x00000000000000000000000000000000000000bb time 1700000500
//? setText(string[] ["alice", "eth"], string "url", string "https://alice.example") from 0x00000000000000000000000000000000000000cc time 1700000600
//? resolve(string[] ["alice", "eth"])
//? text(string[] ["alice", "eth"], string "url")
//? text(string[] ["alice", "eth"], string "mail")
//? renew(string "eth", uint64 500) from 0x00000000000000000000000000000000000000dd time 1700000900
//? register(string "eth", uint64 1000) from 0x00000000000000000000000000000000000000cc time 1700001501
//? ownerOfName(string[] ["eth"])

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract NameRegistry {
    struct Record {
        address owner;
        address resolved;
        uint64 expires;
        mapping(string key => string) texts;
    }

    mapping(bytes32 node => Record) private records;

    event NewOwner(bytes32 indexed node, bytes32 indexed label, address owner);
    event AddrChanged(bytes32 indexed node, address addr);
    event TextChanged(bytes32 indexed node, string indexed indexedKey, string key, string value);
    event NameRenewed(string name, bytes32 indexed label, uint64 expires);

    error NotNodeOwner(bytes32 node, address caller);
    error Taken(string name, uint64 until);
    error InvalidName(string name);

    modifier authorised(string[] calldata labels) {
        bytes32 node = namehash(labels);
        if (records[node].owner != msg.sender) revert NotNodeOwner(node, msg.sender);
        _;
    }

    /// @notice Hash of a name given by its labels, the most specific first.
    function namehash(string[] calldata labels) public pure returns (bytes32 node) {
        for (uint256 i = labels.length; i > 0; i--) {
            node = keccak256(abi.encodePacked(node, keccak256(bytes(labels[i - 1]))));
        }
    }

    function register(string calldata name, uint64 duration) external returns (bytes32 node) {
        if (!_valid(name)) revert InvalidName(name);
        bytes32 label = keccak256(bytes(name));
        node = keccak256(abi.encodePacked(bytes32(0), label));
        Record storage record = records[node];
        if (record.expires >= block.timestamp) revert Taken(name, record.expires);
        record.owner = msg.sender;
        record.resolved = address(0);
        record.expires = uint64(block.timestamp) + duration;
        emit NewOwner(node, label, msg.sender);
    }

    function renew(string calldata name, uint64 duration) external {
        bytes32 label = keccak256(bytes(name));
        Record storage record = records[keccak256(abi.encodePacked(bytes32(0), label))];
        require(record.owner != address(0), "unknown name");
        record.expires += duration;
        emit NameRenewed(name, label, record.expires);
    }

    function setSubnodeOwner(string[] calldata labels, string calldata label, address owner)
        external
        authorised(labels)
    {
        bytes32 labelHash = keccak256(bytes(label));
        bytes32 node = keccak256(abi.encodePacked(namehash(labels), labelHash));
        records[node].owner = owner;
        emit NewOwner(node, labelHash, owner);
    }

    function setAddr(string[] calldata labels, address addr) external authorised(labels) {
        bytes32 node = namehash(labels);
        records[node].resolved = addr;
        emit AddrChanged(node, addr);
    }

    function setText(string[] calldata labels, string calldata key, string calldata value)
        external
        authorised(labels)
    {
        bytes32 node = namehash(labels);
        records[node].texts[key] = value;
        emit TextChanged(node, key, key, value);
    }

    function resolve(string[] calldata labels) external view returns (address) {
        return records[namehash(labels)].resolved;
    }

    function text(string[] calldata labels, string calldata key) external view returns (string memory) {
        return records[namehash(labels)].texts[key];
    }

    function ownerOfName(string[] calldata labels) external view returns (address owner, uint64 expires) {
        Record storage record = records[namehash(labels)];
        (owner, expires) = (record.owner, record.expires);
    }

    /// @dev Lower-case letters, digits and hyphens; at least three of them.
    function _valid(string calldata name) private pure returns (bool) {
        bytes calldata b = bytes(name);
        if (b.length < 3) return false;
        for (uint256 i; i < b.length; i++) {
            bytes1 c = b[i];
            bool letter = c >= "a" && c <= "z";
            bool digit = c >= 0x30 && c <= 0x39;
            if (!letter && !digit && c != "-") return false;
        }
        return true;
    }
}

//= deploy: ok
//= namehash(string[]): ok 0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae
//= namehash(string[]): ok 0x0000000000000000000000000000000000000000000000000000000000000000
//= namehash(string[]): ok 0x787192fc5378cc32aa956ddfdedbf26b24e8d78e40109add0eea2c1a012c3dec
//= register(string,uint64): ok 0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae
//=   event NewOwner(bytes32,bytes32,address) [0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae, 0x4f5b812789fc606be1b3b16908db13fc7a9adf7ca72641f84d75b47069d3d7f0] 0x00000000000000000000000000000000000000000000000000000000000000bb
//= register(string,uint64): revert Taken(string,uint64) ("eth", 1700001000)
//= register(string,uint64): revert InvalidName(string) ("Eth")
//= register(string,uint64): revert InvalidName(string) ("ab")
//= setSubnodeOwner(string[],string,address): ok
//=   event NewOwner(bytes32,bytes32,address) [0x787192fc5378cc32aa956ddfdedbf26b24e8d78e40109add0eea2c1a012c3dec, 0x9c0257114eb9399a2985f8e75dad7600c5d89fe3824ffa99ec1c3eb8bf3b0501] 0x00000000000000000000000000000000000000000000000000000000000000cc
//= setSubnodeOwner(string[],string,address): revert NotNodeOwner(bytes32,address) (0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae, 0x00000000000000000000000000000000000000cc)
//= setAddr(string[],address): ok
//=   event AddrChanged(bytes32,address) [0x787192fc5378cc32aa956ddfdedbf26b24e8d78e40109add0eea2c1a012c3dec] 0x00000000000000000000000000000000000000000000000000000000000000f1
//= setAddr(string[],address): revert NotNodeOwner(bytes32,address) (0x787192fc5378cc32aa956ddfdedbf26b24e8d78e40109add0eea2c1a012c3dec, 0x00000000000000000000000000000000000000bb)
//= setText(string[],string,string): ok
//=   event TextChanged(bytes32,string,string,string) [0x787192fc5378cc32aa956ddfdedbf26b24e8d78e40109add0eea2c1a012c3dec, 0xb68b5f5089998f2978a1dcc681e8ef27962b90d5c26c4c0b9c1945814ffa5ef0] 0x00000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000080000000000000000000000000000000000000000000000000000000000000000375726c0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001568747470733a2f2f616c6963652e6578616d706c650000000000000000000000
//= resolve(string[]): ok 0x00000000000000000000000000000000000000f1
//= text(string[],string): ok "https://alice.example"
//= text(string[],string): ok ""
//= renew(string,uint64): ok
//=   event NameRenewed(string,bytes32,uint64) [0x4f5b812789fc606be1b3b16908db13fc7a9adf7ca72641f84d75b47069d3d7f0] 0x0000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000006553f6dc00000000000000000000000000000000000000000000000000000000000000036574680000000000000000000000000000000000000000000000000000000000
//= register(string,uint64): ok 0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae
//=   event NewOwner(bytes32,bytes32,address) [0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae, 0x4f5b812789fc606be1b3b16908db13fc7a9adf7ca72641f84d75b47069d3d7f0] 0x00000000000000000000000000000000000000000000000000000000000000cc
//= ownerOfName(string[]): ok 0x00000000000000000000000000000000000000cc, 1700002501
