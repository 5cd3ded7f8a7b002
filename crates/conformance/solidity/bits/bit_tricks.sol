// Masks, counting, most significant bits, packed fields and bitmaps.
//? count(uint256 65535)
//? msb(uint256 1267650600228229401496703205376)
//? pack(uint64 7, uint32 9, address 0xaa)
//? unpack(uint256 8507059173023461586365853)
//? bitmap(uint256 300)
//? lastBits(uint256 1234, uint256 5)
pragma solidity ^0.8.20;

contract Test {
    mapping(uint256 => uint256) private words;

    function count(uint256 x) external pure returns (uint256 n) {
        for (; x != 0; x &= x - 1) ++n;
    }

    function msb(uint256 x) external pure returns (uint8 r) {
        unchecked {
            for (uint8 shift = 128; shift > 0; shift >>= 1) {
                if (x >> shift != 0) {
                    x >>= shift;
                    r += shift;
                }
            }
        }
    }

    function pack(uint64 a, uint32 b, address c) external pure returns (uint256) {
        return uint256(a) << 192 | uint256(b) << 160 | uint160(c);
    }

    function unpack(uint256 p) external pure returns (uint64, uint32, address) {
        return (uint64(p >> 192), uint32(p >> 160), address(uint160(p)));
    }

    function bitmap(uint256 i) external returns (bool before, bool set, bool cleared) {
        before = words[i >> 8] & (1 << (i & 0xff)) != 0;
        words[i >> 8] |= 1 << (i & 0xff);
        set = words[i >> 8] & (1 << (i & 0xff)) != 0;
        words[i >> 8] &= ~(1 << (i & 0xff));
        cleared = words[i >> 8] == 0;
    }

    function lastBits(uint256 x, uint256 n) external pure returns (uint256, uint256, bytes1) {
        return (x & ((1 << n) - 1), x % (1 << n), bytes1(uint8(x)) ^ 0xff);
    }
}

//= deploy: ok
//= count(uint256): ok 16
//= msb(uint256): ok 100
//= pack(uint64,uint32,address): ok 43939712160860280082828652226286828407163035288151634477226
//= unpack(uint256): ok 0, 0, 0x0000000000000000000709709a125da07095ed9d
//= bitmap(uint256): ok false, true, true
//= lastBits(uint256,uint256): ok 18, 18, 0x2d
