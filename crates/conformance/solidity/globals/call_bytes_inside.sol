// The bytes of the call stay those of the call from outside: in functions it calls, modifiers, libraries, bases.
//? deploy(uint256 9)
//? born()
//? outer(uint256 7, string "text")
//? inner(uint8 200)
//? down(uint256 3)
//? guarded(bool true)
//? guarded(bool false)
//? lists(uint256[] [1, 2], (uint8,string) (5, "s"), uint8 1, address 0x00000000000000000000000000000000000000cc)
//? signed(int8 -1, bytes3 0x010203)
pragma solidity ^0.8.20;

library Call {
    function head(bytes4 expected) internal pure returns (bool) {
        return msg.sig == expected;
    }

    function size(uint256 more) internal pure returns (uint256) {
        return msg.data.length + more;
    }
}

abstract contract Context {
    function _msgSender() internal view virtual returns (address) {
        return msg.sender;
    }

    function _msgData() internal view virtual returns (bytes calldata) {
        return msg.data;
    }
}

abstract contract Guarded is Context {
    error Refused(bytes4 selector, bytes data);

    modifier only(bytes4 selector, bool good) {
        if (msg.sig != selector || !good) revert Refused(msg.sig, _msgData());
        _;
    }
}

function free() pure returns (bytes32) {
    return keccak256(msg.data);
}

contract Test is Guarded {
    using Call for uint256;
    enum Kind { A, B }
    struct Pair { uint8 a; string s; }

    uint256 private atBirth;
    bytes4 private sigAtBirth = msg.sig;
    bytes private dataAtBirth;

    constructor(uint256 n) {
        dataAtBirth = _msgData();
        atBirth = n + (sigAtBirth == 0 && msg.sig == 0 && dataAtBirth.length == 0 ? 1 : 0);
    }

    function born() external view returns (uint256, bytes4, bytes memory) {
        return (atBirth, sigAtBirth, dataAtBirth);
    }

    function inner(uint8 a) public view returns (bytes4, bytes memory, uint8) {
        return (msg.sig, _msgData(), a);
    }

    function outer(uint256 a, string memory s) external view returns (bytes4, bytes memory, bool, uint256, bytes32) {
        (bytes4 sig, bytes memory data, ) = inner(1);
        s = "changed";
        return (sig, data, Call.head(this.outer.selector), a.size(), free());
    }

    function down(uint256 n) public pure returns (uint256) {
        return n == 0 ? msg.data.length : down(n - 1) + uint8(msg.data[35]);
    }

    function guarded(bool good) external only(this.guarded.selector, good) returns (bytes memory) {
        atBirth++;
        return msg.data[4:];
    }

    function lists(uint256[] memory l, Pair memory p, Kind k, Context c) external pure returns (bool, bytes32) {
        bytes memory again = abi.encodeWithSelector(msg.sig, l, p, k, c);
        l[0] = 77;
        return (keccak256(again) == free(), free());
    }

    function signed(int8 a, bytes3 b) external pure returns (bytes memory, int8, bytes3) {
        return (msg.data, a, b);
    }
}

//= deploy: ok
//= born(): ok 10, 0x00000000, 0x
//= outer(uint256,string): ok 0xd33802d9, 0xd33802d90000000000000000000000000000000000000000000000000000000000000007000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000047465787400000000000000000000000000000000000000000000000000000000, true, 139, 0x412088628cc481a81bee9f2c946697247727fe40d1c58ff1c9c32884afd55143
//= inner(uint8): ok 0x50770cd5, 0x50770cd500000000000000000000000000000000000000000000000000000000000000c8, 200
//= down(uint256): ok 45
//= guarded(bool): ok 0x0000000000000000000000000000000000000000000000000000000000000001
//= guarded(bool): revert Refused(bytes4,bytes) (0x7d45cb47, 0x7d45cb470000000000000000000000000000000000000000000000000000000000000000)
//= lists(uint256[],(uint8,string),uint8,address): ok true, 0x36d5356b8e8f5120403c6630e25001a05d771accdc96a16be411cab53a774201
//= signed(int8,bytes3): ok 0xf1055ee8ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0102030000000000000000000000000000000000000000000000000000000000, -1, 0x010203
