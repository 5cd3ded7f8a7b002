// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// The work of `generated_code.twl` as Solidity programmers write it, under the same names and with the same results.
contract Bench {
    mapping(uint256 => uint256) private entries;

    /// `a = a * b + i` modulo 2^256.
    function multiply_add(uint256 n) external pure returns (uint256 a) {
        unchecked {
            a = 0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef;
            uint256 b = 0xfedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543211;
            for (uint256 i = 0; i < n; ++i) a = a * b + i;
        }
    }

    /// `a = a + b` modulo 2^256.
    function add(uint256 n) external pure returns (uint256 a) {
        unchecked {
            a = 1;
            uint256 b = 0xfedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543211;
            for (uint256 i = 0; i < n; ++i) a = a + b;
        }
    }

    /// A sum that is checked, over a counter that is checked.
    function checked_sum(uint256 n) external pure returns (uint256 sum) {
        for (uint256 i = 0; i < n; i++) sum += i;
    }

    /// A quotient of two limbs and more.
    function divide(uint256 n) external pure returns (uint256 sum) {
        unchecked {
            uint256 b = 0xfedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543211;
            for (uint256 i = 1; i <= n; ++i) sum += b / (i + (1 << 100));
        }
    }

    /// Writes to a mapping in storage.
    function store(uint256 n) external returns (uint256) {
        for (uint256 i = 0; i < n; i++) entries[i] = i + 1;
        return entries[n - 1];
    }

    /// A mebibyte; what `hash_mebibyte` takes besides hashing.
    function mebibyte() external pure returns (uint256) {
        return new bytes(1048576).length;
    }

    /// One hash of a mebibyte.
    function hash_mebibyte() external pure returns (bytes32) {
        return keccak256(new bytes(1048576));
    }

    /// Hashes of the last hash and a number.
    function hash_words(uint256 n) external pure returns (bytes32 hash) {
        for (uint256 i = 0; i < n; i++) hash = keccak256(abi.encode(hash, i));
    }

    /// Calls that call.
    function fibonacci(uint256 n) public pure returns (uint256) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    /// Sums and products of the numbers that counters are made of.
    function short_integers(uint64 n) external pure returns (uint64 sum) {
        for (uint64 i = 0; i < n; i++) sum += (i % 7) * 3;
    }
}
