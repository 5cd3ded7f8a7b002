// SPDX-License-Identifier: MIT
// A modifier of the base that calls a virtual function.
//? f() from 0xaa
//? f() from 0xbb
pragma solidity ^0.8.20;

abstract contract Guarded {
    error Denied(address who);

    modifier guarded() {
        if (!allowed(msg.sender)) revert Denied(msg.sender);
        _;
    }

    function allowed(address who) internal view virtual returns (bool);
}

contract Test is Guarded {
    function allowed(address who) internal pure override returns (bool) {
        return who == address(0xaa);
    }

    function f() external view guarded returns (bool) {
        return true;
    }
}

//= deploy: ok
//= f(): ok true
//= f(): revert Denied(address) (0x00000000000000000000000000000000000000bb)
