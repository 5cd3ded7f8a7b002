// An address literal whose checksum is wrong. Good: "The checksum of this address is wrong. Did you mean `0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed`?"
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address constant A = 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAEd;
}
