//? main()
//? decode(bytes 0x0000000000000000000000000000000000000000000000000000000000000005000000000000000000000000000000000000000000000000000000000000006000000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000003616263000000000000000000000000000000000000000000000000000000000000)
//? decode(bytes 0x05)
//? packed(int16 -2, bool true)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface IToken { function transfer(address to, uint256 amount) external returns (bool); function set(uint8[] calldata xs, string calldata s) external; }

contract Zoo {
    enum Kind { X, Y, Z }
    struct T { Kind k; bytes2 b; uint8[2] f; }
    uint24[] private nums;

    function main() external returns (bytes memory a, bytes memory b, bytes32 c, bytes4 d, bytes4 e) {
        nums.push(1); nums.push(2);
        a = abi.encodeCall(IToken.transfer, (address(0xdead), 7 ether));
        uint8[] memory xs = new uint8[](1);
        xs[0] = 9;
        b = abi.encodeCall(IToken.set, (xs, "q"));
        c = keccak256(abi.encode(nums, T(Kind.Z, 0x1234, [1, 2]), "lit", hex"ff", -1, true));
        d = IToken.set.selector;
        e = type(IToken).interfaceId;
        require(keccak256(abi.encodeWithSelector(d, xs, "q")) == keccak256(b));
        require(keccak256(abi.encodeWithSignature("transfer(address,uint256)", address(0xdead), 7 ether)) == keccak256(a));
    }

    function decode(bytes calldata data) external pure returns (uint8 n, string memory s, Kind k, bytes32 again) {
        (n, s, k) = abi.decode(data, (uint8, string, Kind));
        (uint256 wide, string memory t, uint256 kk) = abi.decode(data, (uint256, string, uint256));
        assert(wide == n && kk == uint256(k) && bytes(t).length == bytes(s).length);
        again = keccak256(abi.encode(n, s, k));
    }

    function packed(int16 v, bool f) external view returns (bytes memory, bytes memory, uint256) {
        bytes memory p = abi.encodePacked(v, f, Kind.Y, bytes3("abc"), address(this), uint24(1), "tail", [int8(-1), 2]);
        return (p, abi.encodePacked(nums), p.length);
    }
}

//= deploy: ok
//= main(): ok 0xa9059cbb000000000000000000000000000000000000000000000000000000000000dead0000000000000000000000000000000000000000000000006124fee993bc0000, 0xa6f30493000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000800000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000900000000000000000000000000000000000000000000000000000000000000017100000000000000000000000000000000000000000000000000000000000000, 0x4225b9f47c1f20f07f9239a30621103b42ac23a86be059f2e91c9474108a0dec, 0xa6f30493, 0x0ff69828
//= decode(bytes): ok 5, "abc", 1, 0x9b052bd9241dc69cedd67951a1918b3b21f4aeb9a9da53e6662864e708efa9e0
//= decode(bytes): revert
//= packed(int16,bool): ok 0xfffe010161626310000000000000000000000000000000000000010000017461696cffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000002, 98
