// A registry of versions: which implementation is current, who may change it, and a way back.
//? deploy(string "1.0.0") from 0x00000000000000000000000000000000000000aa
//? publish(uint16[3] [1, 0, 1], address 0x00000000000000000000000000000000000000f1, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) from 0x00000000000000000000000000000000000000bb
//? publish(uint16[3] [1, 0, 1], address 0x00000000000000000000000000000000000000f1, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) from 0x00000000000000000000000000000000000000aa
//? publish(uint16[3] [1, 0, 1], address 0x00000000000000000000000000000000000000f2, bytes32 0x2222222222222222222222222222222222222222222222222222222222222222) from 0x00000000000000000000000000000000000000aa
//? publish(uint16[3] [0, 9, 9], address 0x00000000000000000000000000000000000000f2, bytes32 0x2222222222222222222222222222222222222222222222222222222222222222) from 0x00000000000000000000000000000000000000aa
//? publish(uint16[3] [1, 1, 0], address 0x0000000000000000000000000000000000000000, bytes32 0x2222222222222222222222222222222222222222222222222222222222222222) from 0x00000000000000000000000000000000000000aa
//? publish(uint16[3] [2, 0, 0], address 0x00000000000000000000000000000000000000f3, bytes32 0x3333333333333333333333333333333333333333333333333333333333333333) from 0x00000000000000000000000000000000000000aa
//? current()
//? versionText()
//? rollback() from 0x00000000000000000000000000000000000000aa
//? versionText()
//? rollback() from 0x00000000000000000000000000000000000000aa
//? rollback() from 0x00000000000000000000000000000000000000aa
//? history()
//? transferAdmin(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? acceptAdmin() from 0x00000000000000000000000000000000000000cc
//? acceptAdmin() from 0x00000000000000000000000000000000000000bb
//? admin()
//? slots()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

function versionKey(uint16[3] memory v) pure returns (uint48) {
    return uint48(v[0]) << 32 | uint48(v[1]) << 16 | v[2];
}

contract UpgradeRegistry {
    bytes32 internal constant ADMIN_SLOT = bytes32(uint256(keccak256("eip1967.proxy.admin")) - 1);
    bytes32 internal constant IMPLEMENTATION_SLOT =
        bytes32(uint256(keccak256("eip1967.proxy.implementation")) - 1);

    struct Release {
        uint16[3] version;
        address implementation;
        bytes32 codeHash;
        uint64 at;
    }

    address public admin;
    address public pendingAdmin;
    string public initialVersion;
    Release[] private releases;
    uint256 private active;

    event Upgraded(address indexed implementation, uint48 indexed key);
    event AdminChanged(address previousAdmin, address newAdmin);

    error OnlyAdmin();
    error NotNewer(uint48 given, uint48 latest);
    error BadImplementation(address implementation);

    modifier ifAdmin() {
        if (msg.sender == admin) {
            _;
        } else {
            revert OnlyAdmin();
        }
    }

    constructor(string memory version) {
        initialVersion = version;
        admin = msg.sender;
        emit AdminChanged(address(0), msg.sender);
    }

    function publish(uint16[3] calldata version, address implementation, bytes32 codeHash) external ifAdmin {
        if (implementation == address(0)) revert BadImplementation(implementation);
        uint48 key = versionKey(version);
        if (releases.length > 0) {
            uint48 latest = versionKey(releases[releases.length - 1].version);
            if (key <= latest) revert NotNewer(key, latest);
        }
        releases.push(Release(version, implementation, codeHash, uint64(block.timestamp)));
        active = releases.length;
        emit Upgraded(implementation, key);
    }

    function rollback() external ifAdmin {
        require(active > 1, "nothing to roll back to");
        active--;
        Release memory release = releases[active - 1];
        emit Upgraded(release.implementation, versionKey(release.version));
    }

    function current() external view returns (Release memory) {
        return releases[active - 1];
    }

    function versionText() external view returns (string memory) {
        if (active == 0) return initialVersion;
        uint16[3] storage v = releases[active - 1].version;
        return string(abi.encodePacked(digit(v[0]), ".", digit(v[1]), ".", digit(v[2])));
    }

    function history() external view returns (Release[] memory) {
        return releases;
    }

    function transferAdmin(address next) external ifAdmin {
        pendingAdmin = next;
    }

    function acceptAdmin() external {
        require(msg.sender == pendingAdmin, "not the pending admin");
        emit AdminChanged(admin, pendingAdmin);
        (admin, pendingAdmin) = (pendingAdmin, address(0));
    }

    function slots() external pure returns (bytes32, bytes32) {
        return (ADMIN_SLOT, IMPLEMENTATION_SLOT);
    }

    function digit(uint16 n) private pure returns (bytes1) {
        assert(n < 10);
        return bytes1(uint8(n + 48));
    }
}

//= deploy: ok
//=   event AdminChanged(address,address) [] 0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000aa
//= publish(uint16[3],address,bytes32): revert OnlyAdmin()
//= publish(uint16[3],address,bytes32): ok
//=   event Upgraded(address,uint48) [0x00000000000000000000000000000000000000000000000000000000000000f1, 0x0000000000000000000000000000000000000000000000000000000100000001] 0x
//= publish(uint16[3],address,bytes32): revert NotNewer(uint48,uint48) (4294967297, 4294967297)
//= publish(uint16[3],address,bytes32): revert NotNewer(uint48,uint48) (589833, 4294967297)
//= publish(uint16[3],address,bytes32): revert BadImplementation(address) (0x0000000000000000000000000000000000000000)
//= publish(uint16[3],address,bytes32): ok
//=   event Upgraded(address,uint48) [0x00000000000000000000000000000000000000000000000000000000000000f3, 0x0000000000000000000000000000000000000000000000000000000200000000] 0x
//= current(): ok ([2, 0, 0], 0x00000000000000000000000000000000000000f3, 0x3333333333333333333333333333333333333333333333333333333333333333, 1700000000)
//= versionText(): ok "2.0.0"
//= rollback(): ok
//=   event Upgraded(address,uint48) [0x00000000000000000000000000000000000000000000000000000000000000f1, 0x0000000000000000000000000000000000000000000000000000000100000001] 0x
//= versionText(): ok "1.0.1"
//= rollback(): revert "nothing to roll back to"
//= rollback(): revert "nothing to roll back to"
//= history(): ok [([1, 0, 1], 0x00000000000000000000000000000000000000f1, 0x1111111111111111111111111111111111111111111111111111111111111111, 1700000000), ([2, 0, 0], 0x00000000000000000000000000000000000000f3, 0x3333333333333333333333333333333333333333333333333333333333333333, 1700000000)]
//= transferAdmin(address): ok
//= acceptAdmin(): revert "not the pending admin"
//= acceptAdmin(): ok
//=   event AdminChanged(address,address) [] 0x00000000000000000000000000000000000000000000000000000000000000aa00000000000000000000000000000000000000000000000000000000000000bb
//= admin(): ok 0x00000000000000000000000000000000000000bb
//= slots(): ok 0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103, 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc
