// Typed data hashing after EIP-712 with nonces; signatures are replaced by an approval of the digest.
//? deploy from 0x00000000000000000000000000000000000000aa
//? DOMAIN_SEPARATOR()
//? PERMIT_TYPEHASH()
//? nonces(address 0x00000000000000000000000000000000000000bb)
//? permitDigest(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 100, uint256 0, uint256 1700000500)
//? permit(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 100, uint256 1700000500) from 0x00000000000000000000000000000000000000cc time 1700000000
//? preapprove(bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) from 0x00000000000000000000000000000000000000bb
//? preapprovePermit(address 0x00000000000000000000000000000000000000cc, uint256 100, uint256 1700000500) from 0x00000000000000000000000000000000000000bb
//? permit(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 100, uint256 1700000500) from 0x00000000000000000000000000000000000000cc time 1700000501
//? permit(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 100, uint256 1700000500) from 0x00000000000000000000000000000000000000cc time 1700000500
//? permit(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 100, uint256 1700000500) from 0x00000000000000000000000000000000000000cc time 1700000500
//? nonces(address 0x00000000000000000000000000000000000000bb)
//? allowance(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc)
//? eip712Domain()
//? mailHash(string "Hello", address[] [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb])

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract EIP712 {
    bytes32 private constant TYPE_HASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    // The chain's number comes with the deployment; here it is a constant.
    uint256 internal constant CHAIN_ID = 31337;
    bytes32 private immutable _hashedName;
    bytes32 private immutable _hashedVersion;
    string private _name;
    string private _version;

    constructor(string memory name, string memory version) {
        _name = name;
        _version = version;
        _hashedName = keccak256(bytes(name));
        _hashedVersion = keccak256(bytes(version));
    }

    function _domainSeparatorV4() internal view returns (bytes32) {
        return keccak256(abi.encode(TYPE_HASH, _hashedName, _hashedVersion, CHAIN_ID, address(this)));
    }

    function _hashTypedDataV4(bytes32 structHash) internal view virtual returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", _domainSeparatorV4(), structHash));
    }

    function eip712Domain()
        public
        view
        virtual
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (hex"0f", _name, _version, CHAIN_ID, address(this), bytes32(0), new uint256[](0));
    }
}

abstract contract Nonces {
    error InvalidAccountNonce(address account, uint256 currentNonce);

    mapping(address account => uint256) private _nonces;

    function nonces(address owner) public view virtual returns (uint256) {
        return _nonces[owner];
    }

    function _useNonce(address owner) internal virtual returns (uint256) {
        unchecked {
            return _nonces[owner]++;
        }
    }
}

contract PermitToken is EIP712("Permit Token", "1"), Nonces {
    bytes32 public constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => mapping(bytes32 => bool)) private _preapproved;

    error ExpiredSignature(uint256 deadline);
    error InvalidSigner(address owner, bytes32 digest);

    event Approval(address indexed owner, address indexed spender, uint256 value);

    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    function permitDigest(address owner, address spender, uint256 value, uint256 nonce, uint256 deadline)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, nonce, deadline)));
    }

    function preapprove(bytes32 digest) public {
        _preapproved[msg.sender][digest] = true;
    }

    function preapprovePermit(address spender, uint256 value, uint256 deadline) external returns (bytes32 digest) {
        digest = permitDigest(msg.sender, spender, value, nonces(msg.sender), deadline);
        preapprove(digest);
    }

    function permit(address owner, address spender, uint256 value, uint256 deadline) external {
        if (block.timestamp > deadline) revert ExpiredSignature(deadline);
        bytes32 digest = permitDigest(owner, spender, value, _useNonce(owner), deadline);
        if (!_preapproved[owner][digest]) revert InvalidSigner(owner, digest);
        allowance[owner][spender] = value;
        emit Approval(owner, spender, value);
    }

    function mailHash(string calldata contents, address[] calldata to) external pure returns (bytes32) {
        bytes32 typeHash = keccak256("Mail(address[] to,string contents)");
        return keccak256(abi.encode(typeHash, keccak256(abi.encodePacked(to)), keccak256(bytes(contents))));
    }
}

//= deploy: ok
//= DOMAIN_SEPARATOR(): ok 0x2d547a2e5e6b2932156b6c1c983e5867734f9baf622293862fa4acf1af75f2b4
//= PERMIT_TYPEHASH(): ok 0x6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9
//= nonces(address): ok 0
//= permitDigest(address,address,uint256,uint256,uint256): ok 0x496ad64eeaa1cf569c06c0f3440c66ec8ed61e51bdd9dc40116dd53a9909d5c5
//= permit(address,address,uint256,uint256): revert InvalidSigner(address,bytes32) (0x00000000000000000000000000000000000000bb, 0x496ad64eeaa1cf569c06c0f3440c66ec8ed61e51bdd9dc40116dd53a9909d5c5)
//= preapprove(bytes32): ok
//= preapprovePermit(address,uint256,uint256): ok 0x496ad64eeaa1cf569c06c0f3440c66ec8ed61e51bdd9dc40116dd53a9909d5c5
//= permit(address,address,uint256,uint256): revert ExpiredSignature(uint256) (1700000500)
//= permit(address,address,uint256,uint256): ok
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000064
//= permit(address,address,uint256,uint256): revert InvalidSigner(address,bytes32) (0x00000000000000000000000000000000000000bb, 0x9922aff03d397d7227aa17a62cd19c2200629b8d58203bb93b7304ffd1e00ea7)
//= nonces(address): ok 1
//= allowance(address,address): ok 100
//= eip712Domain(): ok 0x0f, "Permit Token", "1", 31337, 0x1000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000000, []
//= mailHash(string,address[]): ok 0xacd61f1d4cba9afe2342743ba565daf51f5736d9ab80fdbee119eeb2d1a8df54
