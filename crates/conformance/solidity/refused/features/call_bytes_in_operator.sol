// An operator cannot read the bytes of the call.
pragma solidity ^0.8.20;

type N is uint256;

using {add as +} for N global;

function add(N a, N b) pure returns (N) {
    return N.wrap(N.unwrap(a) + N.unwrap(b) + msg.data.length);
}

contract C {
    function f(N a) public pure returns (N) {
        return a + a;
    }
}
