// Internal functions in arrays, mappings, structs and as results.
//? run(uint256 6, uint256 3)
//? unset()
//? compose(uint256 5)
pragma solidity ^0.8.20;

contract Test {
    struct Op { string name; function(uint256, uint256) internal pure returns (uint256) f; }
    Op[] private ops;
    mapping(bytes32 => function(uint256, uint256) internal pure returns (uint256)) private byName;

    constructor() {
        ops.push(Op("add", add));
        ops.push(Op("sub", sub));
        byName["mul"] = mul;
    }

    function add(uint256 a, uint256 b) internal pure returns (uint256) { return a + b; }
    function sub(uint256 a, uint256 b) internal pure returns (uint256) { return a - b; }
    function mul(uint256 a, uint256 b) internal pure returns (uint256) { return a * b; }
    function inc(uint256 a) internal pure returns (uint256) { return a + 1; }
    function dbl(uint256 a) internal pure returns (uint256) { return a * 2; }

    function run(uint256 a, uint256 b) external view returns (uint256[3] memory r) {
        for (uint256 i = 0; i < ops.length; i++) r[i] = ops[i].f(a, b);
        r[2] = byName["mul"](a, b);
    }

    function unset() external view returns (uint256) {
        return byName["div"](1, 1);
    }

    function pick(bool twice) internal pure returns (function(uint256) internal pure returns (uint256)) {
        return twice ? dbl : inc;
    }

    function compose(uint256 x) external pure returns (uint256) {
        function(uint256) internal pure returns (uint256)[2] memory fs = [pick(true), pick(false)];
        for (uint256 i = 0; i < 2; i++) x = fs[i](x);
        return pick(x > 10)(x);
    }
}

//= deploy: ok
//= run(uint256,uint256): ok [9, 3, 18]
//= unset(): panic 0x51
//= compose(uint256): ok 22
