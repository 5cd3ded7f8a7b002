// Roles as bytes32 with admins, enumerable members, and functions guarded by them.
//? deploy from 0x00000000000000000000000000000000000000aa
//? MINTER_ROLE()
//? hasRole(bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, address 0x00000000000000000000000000000000000000aa)
//? grantRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? grantRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? grantRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? grantRole(bytes32 0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a, address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000aa
//? grantRole(bytes32 0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a, address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000bb
//? mint(address 0x00000000000000000000000000000000000000dd, uint256 10) from 0x00000000000000000000000000000000000000bb
//? mint(address 0x00000000000000000000000000000000000000dd, uint256 10) from 0x00000000000000000000000000000000000000cc
//? pause() from 0x00000000000000000000000000000000000000bb
//? pause() from 0x00000000000000000000000000000000000000cc
//? mint(address 0x00000000000000000000000000000000000000dd, uint256 10) from 0x00000000000000000000000000000000000000bb
//? renounceRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? renounceRole(bytes32 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? revokeRole(bytes32 0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a, address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000aa
//? getRoleAdmin(bytes32 0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a)
//? revokeRole(bytes32 0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a, address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000bb
//? roleMembers(bytes32 0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a)
//? total()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface IAccessControl {
    error RoleMissing(address account, bytes32 neededRole);
    error WrongConfirmation();

    event RoleAdminChanged(bytes32 indexed role, bytes32 indexed before, bytes32 indexed afterwards);
    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);
    event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender);

    function hasRole(bytes32 role, address account) external view returns (bool);
    function getRoleAdmin(bytes32 role) external view returns (bytes32);
    function grantRole(bytes32 role, address account) external;
    function revokeRole(bytes32 role, address account) external;
    function renounceRole(bytes32 role, address myself) external;
}

abstract contract AccessControl is IAccessControl {
    struct RoleData {
        mapping(address account => bool) hasRole;
        address[] members;
        bytes32 adminRole;
    }

    mapping(bytes32 role => RoleData) private _roles;

    bytes32 public constant DEFAULT_ADMIN_ROLE = 0x00;

    modifier onlyRole(bytes32 role) {
        _checkRole(role, msg.sender);
        _;
    }

    function hasRole(bytes32 role, address account) public view virtual returns (bool) {
        return _roles[role].hasRole[account];
    }

    function _checkRole(bytes32 role, address account) internal view virtual {
        if (!hasRole(role, account)) {
            revert RoleMissing(account, role);
        }
    }

    function getRoleAdmin(bytes32 role) public view virtual returns (bytes32) {
        return _roles[role].adminRole;
    }

    function roleMembers(bytes32 role) external view returns (address[] memory) {
        return _roles[role].members;
    }

    function grantRole(bytes32 role, address account) public virtual onlyRole(getRoleAdmin(role)) {
        _grantRole(role, account);
    }

    function revokeRole(bytes32 role, address account) public virtual onlyRole(getRoleAdmin(role)) {
        _revokeRole(role, account);
    }

    function renounceRole(bytes32 role, address myself) public virtual {
        if (myself != msg.sender) {
            revert WrongConfirmation();
        }
        _revokeRole(role, myself);
    }

    function _setRoleAdmin(bytes32 role, bytes32 adminRole) internal virtual {
        bytes32 before = getRoleAdmin(role);
        _roles[role].adminRole = adminRole;
        emit RoleAdminChanged(role, before, adminRole);
    }

    function _grantRole(bytes32 role, address account) internal virtual returns (bool) {
        if (hasRole(role, account)) {
            return false;
        }
        _roles[role].hasRole[account] = true;
        _roles[role].members.push(account);
        emit RoleGranted(role, account, msg.sender);
        return true;
    }

    function _revokeRole(bytes32 role, address account) internal virtual returns (bool) {
        if (!hasRole(role, account)) {
            return false;
        }
        _roles[role].hasRole[account] = false;
        address[] storage list = _roles[role].members;
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i] == account) {
                list[i] = list[list.length - 1];
                list.pop();
                break;
            }
        }
        emit RoleRevoked(role, account, msg.sender);
        return true;
    }
}

contract GuardedToken is AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");

    mapping(address => uint256) public balanceOf;
    uint256 public total;
    bool public paused;

    error Paused();

    constructor() {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _setRoleAdmin(PAUSER_ROLE, MINTER_ROLE);
        _grantRole(MINTER_ROLE, msg.sender);
    }

    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        if (paused) revert Paused();
        balanceOf[to] += amount;
        total += amount;
    }

    function pause() external onlyRole(PAUSER_ROLE) {
        paused = true;
    }
}

//= deploy: ok
//=   event RoleGranted(bytes32,address,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//=   event RoleAdminChanged(bytes32,bytes32,bytes32) [0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6] 0x
//=   event RoleGranted(bytes32,address,address) [0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, 0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//= MINTER_ROLE(): ok 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6
//= hasRole(bytes32,address): ok true
//= grantRole(bytes32,address): revert RoleMissing(address,bytes32) (0x00000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000)
//= grantRole(bytes32,address): ok
//=   event RoleGranted(bytes32,address,address) [0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//= grantRole(bytes32,address): ok
//= grantRole(bytes32,address): ok
//=   event RoleGranted(bytes32,address,address) [0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//= grantRole(bytes32,address): ok
//= mint(address,uint256): ok
//= mint(address,uint256): revert RoleMissing(address,bytes32) (0x00000000000000000000000000000000000000cc, 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6)
//= pause(): revert RoleMissing(address,bytes32) (0x00000000000000000000000000000000000000bb, 0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a)
//= pause(): ok
//= mint(address,uint256): revert Paused()
//= renounceRole(bytes32,address): revert WrongConfirmation()
//= renounceRole(bytes32,address): ok
//=   event RoleRevoked(bytes32,address,address) [0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//= revokeRole(bytes32,address): ok
//=   event RoleRevoked(bytes32,address,address) [0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//= getRoleAdmin(bytes32): ok 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6
//= revokeRole(bytes32,address): revert RoleMissing(address,bytes32) (0x00000000000000000000000000000000000000bb, 0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6)
//= roleMembers(bytes32): ok []
//= total(): ok 10
