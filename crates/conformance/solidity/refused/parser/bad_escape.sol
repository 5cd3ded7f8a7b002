// An escape that does not exist. Good: "`\\q` is no escape. There are `\\n`, `\\r`, `\\t`, `\\\\`, `\\'`, `\\\"`, `\\xNN`, `\\uNNNN`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    string public text = "a\q";
}
