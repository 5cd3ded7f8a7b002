// ERC-20 by inheritance in one file: context, interfaces, base token, owner, pause, cap, burn.
//? deploy from 0x00000000000000000000000000000000000000aa
//? name()
//? symbol()
//? decimals()
//? cap()
//? owner()
//? balanceOf(address 0x00000000000000000000000000000000000000aa)
//? mint(address 0x00000000000000000000000000000000000000bb, uint256 500) from 0x00000000000000000000000000000000000000aa
//? mint(address 0x00000000000000000000000000000000000000bb, uint256 500) from 0x00000000000000000000000000000000000000bb
//? mint(address 0x00000000000000000000000000000000000000bb, uint256 1000000000000000000000000) from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000cc, uint256 120) from 0x00000000000000000000000000000000000000bb
//? approve(address 0x00000000000000000000000000000000000000dd, uint256 100) from 0x00000000000000000000000000000000000000cc
//? transferFrom(address 0x00000000000000000000000000000000000000cc, address 0x00000000000000000000000000000000000000aa, uint256 60) from 0x00000000000000000000000000000000000000dd
//? transferFrom(address 0x00000000000000000000000000000000000000cc, address 0x00000000000000000000000000000000000000aa, uint256 60) from 0x00000000000000000000000000000000000000dd
//? pause() from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000cc, uint256 1) from 0x00000000000000000000000000000000000000bb
//? pause() from 0x00000000000000000000000000000000000000aa
//? unpause() from 0x00000000000000000000000000000000000000aa
//? burn(uint256 30) from 0x00000000000000000000000000000000000000bb
//? burnFrom(address 0x00000000000000000000000000000000000000cc, uint256 41) from 0x00000000000000000000000000000000000000dd
//? burnFrom(address 0x00000000000000000000000000000000000000cc, uint256 40) from 0x00000000000000000000000000000000000000dd
//? totalSupply()
//? transferOwnership(address 0x0000000000000000000000000000000000000000) from 0x00000000000000000000000000000000000000aa
//? transferOwnership(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? renounceOwnership() from 0x00000000000000000000000000000000000000aa
//? renounceOwnership() from 0x00000000000000000000000000000000000000bb
//? owner()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract Context {
    function _msgSender() internal view virtual returns (address) {
        return msg.sender;
    }

    function _msgData() internal view virtual returns (bytes calldata) {
        return msg.data;
    }
}

interface IERC20 {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    function totalSupply() external view returns (uint256);
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
    function allowance(address owner, address spender) external view returns (uint256);
    function approve(address spender, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IERC20Metadata is IERC20 {
    function name() external view returns (string memory);
    function symbol() external view returns (string memory);
    function decimals() external view returns (uint8);
}

interface IERC20Errors {
    error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed);
    error ERC20InvalidSender(address sender);
    error ERC20InvalidReceiver(address receiver);
    error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed);
    error ERC20InvalidApprover(address approver);
    error ERC20InvalidSpender(address spender);
}

abstract contract ERC20 is Context, IERC20, IERC20Metadata, IERC20Errors {
    mapping(address account => uint256) private _balances;
    mapping(address account => mapping(address spender => uint256)) private _allowances;
    uint256 private _totalSupply;
    string private _name;
    string private _symbol;

    constructor(string memory name_, string memory symbol_) {
        _name = name_;
        _symbol = symbol_;
    }

    function name() public view virtual returns (string memory) {
        return _name;
    }

    function symbol() public view virtual returns (string memory) {
        return _symbol;
    }

    function decimals() public view virtual returns (uint8) {
        return 18;
    }

    function totalSupply() public view virtual returns (uint256) {
        return _totalSupply;
    }

    function balanceOf(address account) public view virtual returns (uint256) {
        return _balances[account];
    }

    function transfer(address to, uint256 value) public virtual returns (bool) {
        address owner = _msgSender();
        _transfer(owner, to, value);
        return true;
    }

    function allowance(address owner, address spender) public view virtual returns (uint256) {
        return _allowances[owner][spender];
    }

    function approve(address spender, uint256 value) public virtual returns (bool) {
        _approve(_msgSender(), spender, value, true);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public virtual returns (bool) {
        address spender = _msgSender();
        _spendAllowance(from, spender, value);
        _transfer(from, to, value);
        return true;
    }

    function _transfer(address from, address to, uint256 value) internal {
        if (from == address(0)) {
            revert ERC20InvalidSender(address(0));
        }
        if (to == address(0)) {
            revert ERC20InvalidReceiver(address(0));
        }
        _update(from, to, value);
    }

    /// @dev The one place where balances change; extensions hook in here.
    function _update(address from, address to, uint256 value) internal virtual {
        bool minting = from == address(0);
        bool burning = to == address(0);
        if (minting) {
            _totalSupply += value;
        } else if (_balances[from] < value) {
            revert ERC20InsufficientBalance({sender: from, balance: _balances[from], needed: value});
        }
        // No sum of balances is larger than the supply, which was checked above.
        unchecked {
            if (!minting) _balances[from] -= value;
            if (!burning) _balances[to] += value;
            else _totalSupply -= value;
        }
        emit Transfer(from, to, value);
    }

    function _mint(address account, uint256 value) internal {
        if (account == address(0)) {
            revert ERC20InvalidReceiver(address(0));
        }
        _update(address(0), account, value);
    }

    function _burn(address account, uint256 value) internal {
        if (account == address(0)) {
            revert ERC20InvalidSender(address(0));
        }
        _update(account, address(0), value);
    }

    function _approve(address owner, address spender, uint256 value, bool emitEvent) internal virtual {
        if (owner == address(0)) {
            revert ERC20InvalidApprover(address(0));
        }
        if (spender == address(0)) {
            revert ERC20InvalidSpender(address(0));
        }
        _allowances[owner][spender] = value;
        if (emitEvent) {
            emit Approval(owner, spender, value);
        }
    }

    function _spendAllowance(address owner, address spender, uint256 value) internal virtual {
        uint256 left = allowance(owner, spender);
        if (left == type(uint256).max) return;
        if (left < value) revert ERC20InsufficientAllowance(spender, left, value);
        _approve(owner, spender, left - value, false);
    }
}

abstract contract Ownable is Context {
    address private _owner;

    error OwnableUnauthorizedAccount(address account);
    error OwnableInvalidOwner(address owner);

    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    constructor(address initialOwner) {
        if (initialOwner == address(0)) {
            revert OwnableInvalidOwner(address(0));
        }
        _transferOwnership(initialOwner);
    }

    modifier onlyOwner() {
        _checkOwner();
        _;
    }

    function owner() public view virtual returns (address) {
        return _owner;
    }

    function _checkOwner() internal view virtual {
        if (owner() != _msgSender()) {
            revert OwnableUnauthorizedAccount(_msgSender());
        }
    }

    function renounceOwnership() public virtual onlyOwner {
        _transferOwnership(address(0));
    }

    function transferOwnership(address newOwner) public virtual onlyOwner {
        if (newOwner == address(0)) {
            revert OwnableInvalidOwner(address(0));
        }
        _transferOwnership(newOwner);
    }

    function _transferOwnership(address newOwner) internal virtual {
        address oldOwner = _owner;
        _owner = newOwner;
        emit OwnershipTransferred(oldOwner, newOwner);
    }
}

abstract contract Pausable is Context {
    bool private _paused;

    event Paused(address account);
    event Unpaused(address account);

    error EnforcedPause();
    error ExpectedPause();

    modifier whenNotPaused() {
        if (paused()) revert EnforcedPause();
        _;
    }

    modifier whenPaused() {
        if (!paused()) revert ExpectedPause();
        _;
    }

    function paused() public view virtual returns (bool) {
        return _paused;
    }

    function _pause() internal virtual whenNotPaused {
        _paused = true;
        emit Paused(_msgSender());
    }

    function _unpause() internal virtual whenPaused {
        _paused = false;
        emit Unpaused(_msgSender());
    }
}

abstract contract ERC20Capped is ERC20 {
    uint256 private immutable _cap;

    error ERC20ExceededCap(uint256 increasedSupply, uint256 cap);
    error ERC20InvalidCap(uint256 cap);

    constructor(uint256 cap_) {
        if (cap_ == 0) {
            revert ERC20InvalidCap(0);
        }
        _cap = cap_;
    }

    function cap() public view virtual returns (uint256) {
        return _cap;
    }

    function _update(address from, address to, uint256 value) internal virtual override {
        super._update(from, to, value);
        if (from == address(0)) {
            uint256 maxSupply = cap();
            uint256 supply = totalSupply();
            if (supply > maxSupply) {
                revert ERC20ExceededCap(supply, maxSupply);
            }
        }
    }
}

abstract contract ERC20Burnable is Context, ERC20 {
    function burn(uint256 value) public virtual {
        _burn(_msgSender(), value);
    }

    function burnFrom(address account, uint256 value) public virtual {
        _spendAllowance(account, _msgSender(), value);
        _burn(account, value);
    }
}

abstract contract ERC20Pausable is ERC20, Pausable {
    function _update(address from, address to, uint256 value) internal virtual override whenNotPaused {
        super._update(from, to, value);
    }
}

contract LayeredToken is ERC20Capped, ERC20Burnable, ERC20Pausable, Ownable {
    constructor() ERC20("Layered Token", "LAY") ERC20Capped(1_000_000 ether) Ownable(msg.sender) {
        _mint(msg.sender, 1000);
    }

    function mint(address to, uint256 amount) external onlyOwner {
        _mint(to, amount);
    }

    function pause() external onlyOwner {
        _pause();
    }

    function unpause() external onlyOwner {
        _unpause();
    }

    function _update(address from, address to, uint256 value)
        internal
        override(ERC20, ERC20Capped, ERC20Pausable)
    {
        super._update(from, to, value);
    }
}

//= deploy: ok
//=   event OwnershipTransferred(address,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= name(): ok "Layered Token"
//= symbol(): ok "LAY"
//= decimals(): ok 18
//= cap(): ok 1000000000000000000000000
//= owner(): ok 0x00000000000000000000000000000000000000aa
//= balanceOf(address): ok 1000
//= mint(address,uint256): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000001f4
//= mint(address,uint256): revert OwnableUnauthorizedAccount(address) (0x00000000000000000000000000000000000000bb)
//= mint(address,uint256): revert ERC20ExceededCap(uint256,uint256) (1000000000000000000001500, 1000000000000000000000000)
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000078
//= approve(address,uint256): ok true
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000064
//= transferFrom(address,address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x000000000000000000000000000000000000000000000000000000000000003c
//= transferFrom(address,address,uint256): revert ERC20InsufficientAllowance(address,uint256,uint256) (0x00000000000000000000000000000000000000dd, 40, 60)
//= pause(): ok
//=   event Paused(address) [] 0x00000000000000000000000000000000000000000000000000000000000000aa
//= transfer(address,uint256): revert EnforcedPause()
//= pause(): revert EnforcedPause()
//= unpause(): ok
//=   event Unpaused(address) [] 0x00000000000000000000000000000000000000000000000000000000000000aa
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000001e
//= burnFrom(address,uint256): revert ERC20InsufficientAllowance(address,uint256,uint256) (0x00000000000000000000000000000000000000dd, 40, 41)
//= burnFrom(address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000028
//= totalSupply(): ok 1430
//= transferOwnership(address): revert OwnableInvalidOwner(address) (0x0000000000000000000000000000000000000000)
//= transferOwnership(address): ok
//=   event OwnershipTransferred(address,address) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//= renounceOwnership(): revert OwnableUnauthorizedAccount(address) (0x00000000000000000000000000000000000000aa)
//= renounceOwnership(): ok
//=   event OwnershipTransferred(address,address) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= owner(): ok 0x0000000000000000000000000000000000000000
