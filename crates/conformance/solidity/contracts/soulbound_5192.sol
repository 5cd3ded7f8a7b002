// SPDX-License-Identifier: MIT
//? deploy() from 0xaa
//? award(address 0xb1, uint8 0) from 0xaa
//? award(address 0xb1, uint8 2) from 0xaa
//? award(address 0xb1, uint8 2) from 0xaa
//? award(address 0xb2, uint8 3) from 0xaa
//? award(address 0xb2, uint8 1) from 0xb1
//? locked(uint256 0)
//? locked(uint256 5)
//? transferFrom(address 0xb1, address 0xb2, uint256 0) from 0xb1
//? unlockFor(uint256 1, uint64 3600) from 0xaa time 1700000000
//? transferFrom(address 0xb1, address 0xb2, uint256 1) from 0xb1 time 1700000010
//? transferFrom(address 0xb2, address 0xb1, uint256 1) from 0xb2 time 1700003601
//? burn(uint256 1) from 0xb2
//? burn(uint256 1) from 0xb2
//? badges(address 0xb1)
//? badges(address 0xb2)
//? has(address 0xb1, uint8 0)
//? has(address 0xb1, uint8 2)
//? has(address 0xb2, uint8 2)
pragma solidity >=0.8.4 <0.9.0;

interface IERC5192 {
    event Locked(uint256 tokenId);
    event Unlocked(uint256 tokenId);

    function locked(uint256 tokenId) external view returns (bool);
}

contract Badges is IERC5192 {
    enum Level {
        Bronze,
        Silver,
        Gold
    }

    struct Badge {
        address holder;
        uint64 unlockedUntil;
        Level level;
    }

    error Soulbound(uint256 tokenId);
    error Unauthorized();
    error AlreadyAwarded(address holder, Level level);

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    address public immutable issuer = msg.sender;
    Badge[] private _badges;
    mapping(address => mapping(Level => bool)) private _has;
    mapping(address holder => uint256[] tokens) private _held;

    function award(address to, Level level) external returns (uint256 tokenId) {
        if (msg.sender != issuer) revert Unauthorized();
        if (_has[to][level]) revert AlreadyAwarded({holder: to, level: level});
        _has[to][level] = true;
        tokenId = _badges.length;
        _badges.push(Badge({holder: to, unlockedUntil: 0, level: level}));
        _held[to].push(tokenId);
        emit Transfer(address(0), to, tokenId);
        emit Locked(tokenId);
    }

    function locked(uint256 tokenId) public view override returns (bool) {
        Badge storage badge = _badge(tokenId);
        return block.timestamp >= badge.unlockedUntil;
    }

    function unlockFor(uint256 tokenId, uint64 time) external {
        if (msg.sender != issuer) revert Unauthorized();
        _badge(tokenId).unlockedUntil = uint64(block.timestamp) + time;
        emit Unlocked(tokenId);
    }

    function transferFrom(address from, address to, uint256 tokenId) external {
        if (locked(tokenId)) revert Soulbound(tokenId);
        Badge storage badge = _badge(tokenId);
        require(badge.holder == from && msg.sender == from, "wrong holder");
        _take(from, tokenId);
        badge.holder = to;
        badge.unlockedUntil = 0;
        _held[to].push(tokenId);
        (_has[from][badge.level], _has[to][badge.level]) = (false, true);
        emit Transfer(from, to, tokenId);
        emit Locked(tokenId);
    }

    function burn(uint256 tokenId) external {
        Badge memory badge = _badge(tokenId);
        if (badge.holder != msg.sender) revert Unauthorized();
        _take(msg.sender, tokenId);
        delete _has[badge.holder][badge.level];
        delete _badges[tokenId];
        emit Transfer(badge.holder, address(0), tokenId);
    }

    function badges(address holder) external view returns (uint256[] memory ids, Level[] memory levels) {
        ids = _held[holder];
        levels = new Level[](ids.length);
        for (uint256 i; i < ids.length; ++i) levels[i] = _badges[ids[i]].level;
    }

    function has(address holder, Level level) external view returns (bool) {
        return _has[holder][level];
    }

    function _badge(uint256 tokenId) private view returns (Badge storage badge) {
        badge = _badges[tokenId];
        require(badge.holder != address(0), "no such badge");
    }

    function _take(address from, uint256 tokenId) private {
        uint256[] storage held = _held[from];
        for (uint256 i = 0; i < held.length; i++) {
            if (held[i] == tokenId) {
                held[i] = held[held.length - 1];
                held.pop();
                return;
            }
        }
        assert(false);
    }
}

//= deploy: ok
//= award(address,uint8): ok 0
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b1, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//=   event Locked(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000000
//= award(address,uint8): ok 1
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b1, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//=   event Locked(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= award(address,uint8): revert AlreadyAwarded(address,uint8) (0x00000000000000000000000000000000000000b1, 2)
//= award(address,uint8): revert
//= award(address,uint8): revert Unauthorized()
//= locked(uint256): ok true
//= locked(uint256): panic 0x32
//= transferFrom(address,address,uint256): revert Soulbound(uint256) (0)
//= unlockFor(uint256,uint64): ok
//=   event Unlocked(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1, 0x00000000000000000000000000000000000000000000000000000000000000b2, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//=   event Locked(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= transferFrom(address,address,uint256): revert Soulbound(uint256) (1)
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= burn(uint256): revert "no such badge"
//= badges(address): ok [0], [0]
//= badges(address): ok [], []
//= has(address,uint8): ok true
//= has(address,uint8): ok false
//= has(address,uint8): ok false
