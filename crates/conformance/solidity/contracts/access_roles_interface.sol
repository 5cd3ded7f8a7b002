// Roles with admins, introspection through `super`, errors with arguments, a context base.
//? hasRole(bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, address 0x0000000000000000000000000000000000000001)
//? grantRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb)
//? grantRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb)
//? mint(address 0x00000000000000000000000000000000000000cc, uint256 50) from 0xbb
//? mint(address 0x00000000000000000000000000000000000000cc, uint256 50) from 0xcc
//? supportsInterface(bytes4 0x01ffc9a7)
//? supportsInterface(bytes4 0x7965db0b)
//? supportsInterface(bytes4 0xffffffff)
//? interfaceIds()
//? renounceRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb) from 0xcc
//? renounceRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb) from 0xbb
//? getRoleAdmin(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6)
//? setMinterAdmin(bytes32 0x1100000000000000000000000000000000000000000000000000000000000000)
//? grantRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb)
//? describe(address 0x00000000000000000000000000000000000000cc)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface IERC165 {
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

interface IAccessControl {
    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    error AccessControlBadConfirmation();

    event RoleAdminChanged(bytes32 indexed role, bytes32 indexed previousAdminRole, bytes32 indexed newAdminRole);
    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);
    event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender);

    function hasRole(bytes32 role, address account) external view returns (bool);
    function getRoleAdmin(bytes32 role) external view returns (bytes32);
    function grantRole(bytes32 role, address account) external;
    function revokeRole(bytes32 role, address account) external;
    function renounceRole(bytes32 role, address callerConfirmation) external;
}

abstract contract Context {
    function _msgSender() internal view virtual returns (address) {
        return msg.sender;
    }

    function _contextSuffixLength() internal view virtual returns (uint256) {
        return 0;
    }
}

abstract contract ERC165 is IERC165 {
    function supportsInterface(bytes4 interfaceId) public view virtual returns (bool) {
        return interfaceId == type(IERC165).interfaceId;
    }
}

abstract contract AccessControl is Context, IAccessControl, ERC165 {
    struct RoleData {
        mapping(address account => bool) hasRole;
        bytes32 adminRole;
    }

    mapping(bytes32 role => RoleData) private _roles;

    bytes32 public constant DEFAULT_ADMIN_ROLE = 0x00;

    modifier onlyRole(bytes32 role) {
        _checkRole(role, _msgSender());
        _;
    }

    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IAccessControl).interfaceId || super.supportsInterface(interfaceId);
    }

    function hasRole(bytes32 role, address account) public view virtual returns (bool) {
        return _roles[role].hasRole[account];
    }

    function _checkRole(bytes32 role, address account) internal view virtual {
        if (!hasRole(role, account)) {
            revert AccessControlUnauthorizedAccount(account, role);
        }
    }

    function getRoleAdmin(bytes32 role) public view virtual returns (bytes32) {
        return _roles[role].adminRole;
    }

    function grantRole(bytes32 role, address account) public virtual onlyRole(getRoleAdmin(role)) {
        _grantRole(role, account);
    }

    function revokeRole(bytes32 role, address account) public virtual onlyRole(getRoleAdmin(role)) {
        _revokeRole(role, account);
    }

    function renounceRole(bytes32 role, address callerConfirmation) public virtual {
        if (callerConfirmation != _msgSender()) {
            revert AccessControlBadConfirmation();
        }
        _revokeRole(role, callerConfirmation);
    }

    function _setRoleAdmin(bytes32 role, bytes32 adminRole) internal virtual {
        bytes32 previousAdminRole = getRoleAdmin(role);
        _roles[role].adminRole = adminRole;
        emit RoleAdminChanged(role, previousAdminRole, adminRole);
    }

    function _grantRole(bytes32 role, address account) internal virtual returns (bool) {
        if (!hasRole(role, account)) {
            _roles[role].hasRole[account] = true;
            emit RoleGranted(role, account, _msgSender());
            return true;
        } else {
            return false;
        }
    }

    function _revokeRole(bytes32 role, address account) internal virtual returns (bool) {
        if (hasRole(role, account)) {
            _roles[role].hasRole[account] = false;
            emit RoleRevoked(role, account, _msgSender());
            return true;
        } else {
            return false;
        }
    }
}

library Strings {
    bytes16 private constant HEX_DIGITS = "0123456789abcdef";
    uint8 private constant ADDRESS_LENGTH = 20;

    error StringsInsufficientHexLength(uint256 value, uint256 length);

    function toHexString(uint256 value, uint256 length) internal pure returns (string memory) {
        uint256 localValue = value;
        bytes memory buffer = new bytes(2 * length + 2);
        buffer[0] = "0";
        buffer[1] = "x";
        for (uint256 i = 2 * length + 1; i > 1; --i) {
            buffer[i] = HEX_DIGITS[localValue & 0xf];
            localValue >>= 4;
        }
        if (localValue != 0) {
            revert StringsInsufficientHexLength(value, length);
        }
        return string(buffer);
    }

    function addressToHex(address addr) internal pure returns (string memory) {
        return toHexString(uint256(uint160(addr)), ADDRESS_LENGTH);
    }
}

contract Token is AccessControl {
    using Strings for address;

    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    mapping(address => uint256) public balanceOf;

    constructor() {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
    }

    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        balanceOf[to] += amount;
    }

    function setMinterAdmin(bytes32 admin) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setRoleAdmin(MINTER_ROLE, admin);
    }

    function interfaceIds() external pure returns (bytes4, bytes4) {
        return (type(IERC165).interfaceId, type(IAccessControl).interfaceId);
    }

    function describe(address who) external view returns (string memory) {
        return string(abi.encodePacked("account ", who.addressToHex(), hasRole(MINTER_ROLE, who) ? " mints" : " does not mint"));
    }
}

//= deploy: ok
//=   event RoleGranted(bytes32,address,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= hasRole(bytes32,address): ok true
//= grantRole(bytes32,address): ok
//=   event RoleGranted(bytes32,address,address) [0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= grantRole(bytes32,address): ok
//= mint(address,uint256): ok
//= mint(address,uint256): revert AccessControlUnauthorizedAccount(address,bytes32) (0x00000000000000000000000000000000000000cc, 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6)
//= supportsInterface(bytes4): ok true
//= supportsInterface(bytes4): ok true
//= supportsInterface(bytes4): ok false
//= interfaceIds(): ok 0x01ffc9a7, 0x7965db0b
//= renounceRole(bytes32,address): revert AccessControlBadConfirmation()
//= renounceRole(bytes32,address): ok
//=   event RoleRevoked(bytes32,address,address) [0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//= getRoleAdmin(bytes32): ok 0x0000000000000000000000000000000000000000000000000000000000000000
//= setMinterAdmin(bytes32): ok
//=   event RoleAdminChanged(bytes32,bytes32,bytes32) [0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x1100000000000000000000000000000000000000000000000000000000000000] 0x
//= grantRole(bytes32,address): revert AccessControlUnauthorizedAccount(address,bytes32) (0x0000000000000000000000000000000000000001, 0x1100000000000000000000000000000000000000000000000000000000000000)
//= describe(address): ok "account 0x00000000000000000000000000000000000000cc does not mint"
