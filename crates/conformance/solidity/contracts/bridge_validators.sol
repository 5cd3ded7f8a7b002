// A bridge: tokens are locked here, and released when enough validators report the same message.
//? deploy(address[] [0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000003], uint8 2, uint16 7) from 0x00000000000000000000000000000000000000aa
//? lock(uint16 9, bytes32 0x00000000000000000000000000000000000000000000000000000000000000bb, uint256 250) value 250 from 0x00000000000000000000000000000000000000bb
//? lock(uint16 7, bytes32 0x00000000000000000000000000000000000000000000000000000000000000bb, uint256 250) value 250 from 0x00000000000000000000000000000000000000bb
//? lock(uint16 9, bytes32 0x00000000000000000000000000000000000000000000000000000000000000bb, uint256 251) value 250 from 0x00000000000000000000000000000000000000bb
//? messageId(uint16 9, uint64 0, address 0x00000000000000000000000000000000000000cc, uint256 100)
//? attest(uint16 9, uint64 0, address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x0000000000000000000000000000000000000001
//? attest(uint16 9, uint64 0, address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x0000000000000000000000000000000000000001
//? attest(uint16 9, uint64 0, address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x0000000000000000000000000000000000000004
//? attest(uint16 9, uint64 0, address 0x00000000000000000000000000000000000000cc, uint256 101) from 0x0000000000000000000000000000000000000002
//? released(address 0x00000000000000000000000000000000000000cc)
//? attest(uint16 9, uint64 0, address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x0000000000000000000000000000000000000003
//? released(address 0x00000000000000000000000000000000000000cc)
//? attest(uint16 9, uint64 0, address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x0000000000000000000000000000000000000002
//? attest(uint16 9, uint64 1, address 0x00000000000000000000000000000000000000cc, uint256 151) from 0x0000000000000000000000000000000000000001
//? attest(uint16 9, uint64 1, address 0x00000000000000000000000000000000000000cc, uint256 151) from 0x0000000000000000000000000000000000000002
//? rotate(uint8 1, address 0x0000000000000000000000000000000000000009) from 0x00000000000000000000000000000000000000aa
//? rotate(uint8 3, address 0x0000000000000000000000000000000000000009) from 0x00000000000000000000000000000000000000aa
//? attest(uint16 9, uint64 1, address 0x00000000000000000000000000000000000000cc, uint256 150) from 0x0000000000000000000000000000000000000002
//? attest(uint16 9, uint64 1, address 0x00000000000000000000000000000000000000cc, uint256 150) from 0x0000000000000000000000000000000000000009
//? attest(uint16 9, uint64 1, address 0x00000000000000000000000000000000000000cc, uint256 150) from 0x0000000000000000000000000000000000000001
//? locked()
//? nonces(uint16 9)
//? statusOf(uint16 9, uint64 1, address 0x00000000000000000000000000000000000000cc, uint256 150)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Bridge {
    struct Attestations {
        uint8 count;
        uint32 bitmap;
        bool executed;
    }

    uint16 public immutable homeChain;
    uint8 public immutable threshold;
    address private immutable governor;
    address[] public validators;
    uint256 public locked;
    mapping(uint16 chain => uint64) public nonces;
    mapping(bytes32 message => Attestations) private attestations;
    mapping(address => uint256) public released;

    event Locked(uint16 indexed toChain, uint64 indexed nonce, bytes32 to, uint256 amount);
    event Attested(bytes32 indexed message, address indexed validator, uint8 count);
    event Released(bytes32 indexed message, address indexed to, uint256 amount);

    error NotValidator(address who);
    error DoubleAttestation(bytes32 message, address who);
    error Executed(bytes32 message);
    error InsufficientLiquidity(uint256 wanted, uint256 locked);

    constructor(address[] memory list, uint8 threshold_, uint16 chain) {
        require(threshold_ > 0 && threshold_ <= list.length && list.length <= 32);
        validators = list;
        threshold = threshold_;
        homeChain = chain;
        governor = msg.sender;
    }

    function lock(uint16 toChain, bytes32 to, uint256 amount) external payable returns (uint64 nonce) {
        require(toChain != homeChain, "same chain");
        require(msg.value == amount, "wrong amount");
        locked += amount;
        nonce = nonces[toChain]++;
        emit Locked(toChain, nonce, to, amount);
    }

    function messageId(uint16 fromChain, uint64 nonce, address to, uint256 amount) public view returns (bytes32) {
        return keccak256(abi.encodePacked(fromChain, homeChain, nonce, to, amount));
    }

    function attest(uint16 fromChain, uint64 nonce, address to, uint256 amount) external {
        uint8 index = _indexOf(msg.sender);
        bytes32 id = messageId(fromChain, nonce, to, amount);
        Attestations storage a = attestations[id];
        if (a.executed) revert Executed(id);
        uint32 bit = uint32(1 << index);
        if (a.bitmap & bit != 0) revert DoubleAttestation(id, msg.sender);
        a.bitmap |= bit;
        emit Attested(id, msg.sender, ++a.count);
        if (a.count >= threshold) {
            a.executed = true;
            _release(id, to, amount);
        }
    }

    function rotate(uint8 index, address next) external {
        require(msg.sender == governor, "governor");
        validators[index] = next;
    }

    function statusOf(uint16 fromChain, uint64 nonce, address to, uint256 amount)
        external
        view
        returns (Attestations memory)
    {
        return attestations[messageId(fromChain, nonce, to, amount)];
    }

    function _release(bytes32 id, address to, uint256 amount) private {
        if (amount > locked) revert InsufficientLiquidity(amount, locked);
        locked -= amount;
        released[to] += amount;
        emit Released(id, to, amount);
    }

    function _indexOf(address who) private view returns (uint8) {
        for (uint8 i = 0; i < validators.length; i++) {
            if (validators[i] == who) return i;
        }
        revert NotValidator(who);
    }
}

//= deploy: ok
//= lock(uint16,bytes32,uint256): ok 0
//=   event Locked(uint16,uint64,bytes32,uint256) [0x0000000000000000000000000000000000000000000000000000000000000009, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000bb00000000000000000000000000000000000000000000000000000000000000fa
//= lock(uint16,bytes32,uint256): revert "same chain"
//= lock(uint16,bytes32,uint256): revert "wrong amount"
//= messageId(uint16,uint64,address,uint256): ok 0xeb5c4fec2ea4718a74ef9cb5829370b157304d2bd91b05f6db837ac6ad6e3ca2
//= attest(uint16,uint64,address,uint256): ok
//=   event Attested(bytes32,address,uint8) [0xeb5c4fec2ea4718a74ef9cb5829370b157304d2bd91b05f6db837ac6ad6e3ca2, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000001
//= attest(uint16,uint64,address,uint256): revert DoubleAttestation(bytes32,address) (0xeb5c4fec2ea4718a74ef9cb5829370b157304d2bd91b05f6db837ac6ad6e3ca2, 0x0000000000000000000000000000000000000001)
//= attest(uint16,uint64,address,uint256): revert NotValidator(address) (0x0000000000000000000000000000000000000004)
//= attest(uint16,uint64,address,uint256): ok
//=   event Attested(bytes32,address,uint8) [0x71f6b830c470af4959827e4c2a7cb6ce467a566b3f94649c1e33f7551ac1da7a, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x0000000000000000000000000000000000000000000000000000000000000001
//= released(address): ok 0
//= attest(uint16,uint64,address,uint256): ok
//=   event Attested(bytes32,address,uint8) [0xeb5c4fec2ea4718a74ef9cb5829370b157304d2bd91b05f6db837ac6ad6e3ca2, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event Released(bytes32,address,uint256) [0xeb5c4fec2ea4718a74ef9cb5829370b157304d2bd91b05f6db837ac6ad6e3ca2, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000064
//= released(address): ok 100
//= attest(uint16,uint64,address,uint256): revert Executed(bytes32) (0xeb5c4fec2ea4718a74ef9cb5829370b157304d2bd91b05f6db837ac6ad6e3ca2)
//= attest(uint16,uint64,address,uint256): ok
//=   event Attested(bytes32,address,uint8) [0x68c359b22b731ce0d0173f52dc890f9ebb40886762a8841cdb84c7343b3fd795, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000001
//= attest(uint16,uint64,address,uint256): revert InsufficientLiquidity(uint256,uint256) (151, 150)
//= rotate(uint8,address): ok
//= rotate(uint8,address): panic 0x32
//= attest(uint16,uint64,address,uint256): revert NotValidator(address) (0x0000000000000000000000000000000000000002)
//= attest(uint16,uint64,address,uint256): ok
//=   event Attested(bytes32,address,uint8) [0xf72267c40621d0065c9bab02000915d69f7b6d43a9daf37cb1cf52e3ad9b765d, 0x0000000000000000000000000000000000000000000000000000000000000009] 0x0000000000000000000000000000000000000000000000000000000000000001
//= attest(uint16,uint64,address,uint256): ok
//=   event Attested(bytes32,address,uint8) [0xf72267c40621d0065c9bab02000915d69f7b6d43a9daf37cb1cf52e3ad9b765d, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event Released(bytes32,address,uint256) [0xf72267c40621d0065c9bab02000915d69f7b6d43a9daf37cb1cf52e3ad9b765d, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000096
//= locked(): ok 0
//= nonces(uint16): ok 1
//= statusOf(uint16,uint64,address,uint256): ok (2, 3, true)
