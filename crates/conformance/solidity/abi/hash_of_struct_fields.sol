// SPDX-License-Identifier: MIT
// A typed hash as signatures use it, field by field.
pragma solidity ^0.8.20;

contract Test {
    bytes32 constant TYPEHASH = keccak256("Order(address maker,uint256 amount,string note)");

    struct Order { address maker; uint256 amount; string note; }

    function hash(Order memory o) internal pure returns (bytes32) {
        return keccak256(abi.encode(TYPEHASH, o.maker, o.amount, keccak256(bytes(o.note))));
    }

    function main() external view returns (bytes32, bytes32) {
        bytes32 domain = keccak256(abi.encode(keccak256("Domain(address self)"), address(this)));
        return (hash(Order(address(1), 2, "n")), keccak256(abi.encodePacked("\x19\x01", domain, hash(Order(address(0), 0, "")))));
    }
}

//= deploy: ok
//= main(): ok 0xb95e8c751e519a028e53f282cff95c881e6fd77365567bac1057502c4d265faf, 0xca6d9e5e7a673628802e22a62231d2a69c3c6b306bbf5edf6fa7eb4f15699ec1
