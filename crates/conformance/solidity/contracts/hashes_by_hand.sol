// Hash functions in plain Solidity: words of 32 bits that wrap, rotations, padding, tables in memory.
//? sha1(bytes 0x)
//? sha1(bytes 0x616263)
//? sha1(bytes 0x6162636462636465636465666465666765666768666768696768696a68696a6b696a6b6c6a6b6c6d6b6c6d6e6c6d6e6f6d6e6f706e6f7071)
//? md5(bytes 0x616263)
//? crc32(bytes 0x313233343536373839)
//? adler(bytes 0x57696b697065646961)
//? fnv(bytes 0x666f6f626172)
//? sip(uint64 12345)
//? agree(bytes 0x616263)
pragma solidity ^0.8.20;

library Words {
    function rol(uint32 x, uint8 n) internal pure returns (uint32) {
        return (x << n) | (x >> (32 - n));
    }

    function swap(uint32 x) internal pure returns (uint32) {
        x = ((x & 0xff00ff00) >> 8) | ((x & 0x00ff00ff) << 8);
        return (x >> 16) | (x << 16);
    }
}

contract Hashes {
    using Words for uint32;

    function pad(bytes memory data, bool big) internal pure returns (bytes memory out) {
        uint256 length = data.length;
        out = new bytes((length + 8) / 64 * 64 + 64);
        for (uint256 i = 0; i < length; i++) out[i] = data[i];
        out[length] = 0x80;
        uint64 bits = uint64(length * 8);
        for (uint256 i = 0; i < 8; i++) {
            out[out.length - 1 - i] = bytes1(uint8(big ? bits >> (8 * i) : bits >> (56 - 8 * i)));
        }
    }

    function word(bytes memory data, uint256 at) internal pure returns (uint32 w) {
        for (uint256 i; i < 4; i++) w = (w << 8) | uint8(data[at + i]);
    }

    function sha1(bytes calldata message) external pure returns (bytes20) {
        unchecked {
            bytes memory data = pad(message, true);
            uint32[5] memory h = [uint32(0x67452301), 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];
            uint32[80] memory w;
            for (uint256 chunk; chunk < data.length; chunk += 64) {
                for (uint256 i; i < 16; ++i) w[i] = word(data, chunk + i * 4);
                for (uint256 i = 16; i < 80; ++i) w[i] = (w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]).rol(1);
                (uint32 a, uint32 b, uint32 c, uint32 d, uint32 e) = (h[0], h[1], h[2], h[3], h[4]);
                for (uint256 i; i < 80; ++i) {
                    (uint32 f, uint32 k) = i < 20
                        ? ((b & c) | (~b & d), 0x5A827999)
                        : i < 40
                            ? (b ^ c ^ d, 0x6ED9EBA1)
                            : i < 60 ? ((b & c) | (b & d) | (c & d), 0x8F1BBCDC) : (b ^ c ^ d, 0xCA62C1D6);
                    uint32 t = a.rol(5) + f + e + k + w[i];
                    (e, d, c, b, a) = (d, c, b.rol(30), a, t);
                }
                h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e;
            }
            return bytes20(abi.encodePacked(bytes4(h[0]), bytes4(h[1]), bytes4(h[2]), h[3], h[4]));
        }
    }

    function md5(bytes calldata message) external pure returns (bytes16) {
        unchecked {
            bytes memory data = pad(message, false);
            uint32[64] memory k;
            for (uint256 i; i < 64; ++i) k[i] = sine(i);
            (uint32 a0, uint32 b0, uint32 c0, uint32 d0) = (0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
            for (uint256 chunk; chunk < data.length; chunk += 64) {
                (uint32 a, uint32 b, uint32 c, uint32 d) = (a0, b0, c0, d0);
                for (uint256 i; i < 64; ++i) {
                    (uint32 f, uint256 g) = mix(i, b, c, d);
                    f += a + k[i] + word(data, chunk + g * 4).swap();
                    a = d; d = c; c = b;
                    b += f.rol(turn(i));
                }
                a0 += a; b0 += b; c0 += c; d0 += d;
            }
            return bytes16(bytes.concat(bytes4(a0.swap()), bytes4(b0.swap()), bytes4(c0.swap()), bytes4(d0.swap())));
        }
    }

    function turn(uint256 i) private pure returns (uint8) {
        uint8[4][4] memory s = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
        return s[i / 16][i % 4];
    }

    function mix(uint256 i, uint32 b, uint32 c, uint32 d) private pure returns (uint32 f, uint256 g) {
        if (i < 16) { f = (b & c) | (~b & d); g = i; }
        else if (i < 32) { f = (d & b) | (~d & c); g = (5 * i + 1) % 16; }
        else if (i < 48) { f = b ^ c ^ d; g = (3 * i + 5) % 16; }
        else { f = c ^ (b | ~d); g = (7 * i) % 16; }
    }

    /// |sin(i + 1)| * 2^32, by a series in fixed point.
    function sine(uint256 i) internal pure returns (uint32) {
        int256 one = 2 ** 100;
        int256 pi = 3982441812995697363688351113952;
        int256 x = int256(i + 1) * one;
        x %= 2 * pi;
        bool negative = x > pi;
        if (negative) x -= pi;
        int256 term = x;
        int256 sum = x;
        for (int256 n = 1; term != 0 && n < 40; ++n) {
            term = -(term * x / one * x / one) / ((2 * n) * (2 * n + 1));
            sum += term;
        }
        return uint32(uint256(sum) >> 68);
    }

    function crc32(bytes calldata data) external pure returns (uint32 crc) {
        crc = type(uint32).max;
        for (uint256 i; i < data.length; i++) {
            crc ^= uint8(data[i]);
            for (uint8 j; j < 8; j++) crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB88320 : 0);
        }
        crc = ~crc;
    }

    function adler(bytes calldata data) external pure returns (uint32) {
        uint32 a = 1;
        uint32 b;
        for (uint256 i; i < data.length; i++) {
            a = (a + uint8(data[i])) % 65521;
            b = (b + a) % 65521;
        }
        return b << 16 | a;
    }

    function fnv(bytes calldata data) external pure returns (uint64 h) {
        h = 14695981039346656037;
        unchecked {
            for (uint256 i; i < data.length; i++) h = (h ^ uint8(data[i])) * 1099511628211;
        }
    }

    function sip(uint64 seed) external pure returns (uint64[3] memory out) {
        unchecked {
            for (uint256 i; i < 3; ++i) {
                seed += 0x9e3779b97f4a7c15;
                uint64 z = seed;
                z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
                z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
                out[i] = z ^ (z >> 31);
            }
        }
    }

    function agree(bytes memory data) external pure returns (bytes32, bytes32, bool) {
        return (sha256(data), keccak256(data), sha256(abi.encode(data)) != keccak256(abi.encode(data)));
    }
}

//= deploy: ok
//= sha1(bytes): ok 0xda39a3ee5e6b4b0d3255bfef95601890afd80709
//= sha1(bytes): ok 0xa9993e364706816aba3e25717850c26c9cd0d89d
//= sha1(bytes): ok 0x84983e441c3bd26ebaae4aa1f95129e5e54670f1
//= md5(bytes): ok 0x900150983cd24fb0d6963f7d28e17f72
//= crc32(bytes): ok 3421780262
//= adler(bytes): ok 300286872
//= fnv(bytes): ok 9625390261332436968
//= sip(uint64): ok [2454886589211414944, 3778200017661327597, 2205171434679333405]
//= agree(bytes): ok 0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad, 0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45, true
