// A private function that is virtual. Good: "A `private` function cannot be `virtual`. Make it `internal`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() private virtual {}
}
