// Conversions through several types, with the sign and the side that is cut.
//? run(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639681)
//? bytesAndInts(bytes4 0x01020304)
//? enums(uint8 2)
//? enums(uint8 3)
//? addresses(address 0x00112233445566778899aabbccddeeff00112233)
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }

    function run(uint256 x) external pure returns (uint8, int8, int256, uint16, int16, uint256) {
        int256 s = int256(x);
        return (uint8(x), int8(s), int256(int8(s)), uint16(uint8(x)), int16(int8(s)), uint256(int256(int8(s))));
    }

    function bytesAndInts(bytes4 b) external pure returns (bytes2, bytes8, uint32, uint16, bytes4, bytes1) {
        return (bytes2(b), bytes8(b), uint32(b), uint16(uint32(b)), bytes4(uint32(7)), b[3]);
    }

    function enums(uint8 n) external pure returns (E, uint8, bool) {
        E e = E(n);
        return (e, uint8(e), e > E.A && e <= type(E).max);
    }

    function addresses(address a) external pure returns (uint160, bytes20, address, bytes32, address payable) {
        return (uint160(a), bytes20(a), address(bytes20(uint160(255))), bytes32(bytes20(a)), payable(a));
    }
}

//= deploy: ok
//= run(uint256): ok 1, 1, 1, 1, 1, 1
//= bytesAndInts(bytes4): ok 0x0102, 0x0102030400000000, 16909060, 772, 0x00000007, 0x04
//= enums(uint8): ok 2, 2, true
//= enums(uint8): panic 0x21
//= addresses(address): ok 382091931328340632210113681755890980949664307, 0x00112233445566778899aabbccddeeff00112233, 0x00000000000000000000000000000000000000ff, 0x00112233445566778899aabbccddeeff00112233000000000000000000000000, 0x00112233445566778899aabbccddeeff00112233
