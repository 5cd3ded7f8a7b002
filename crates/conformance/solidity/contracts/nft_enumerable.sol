// Numbered pieces with lists of owners, approvals and a text made of the number.
//? deploy from 0xaa
//? mint(address 0xbb) from 0xaa
//? mint(address 0xbb) from 0xaa
//? mint(address 0xcc) from 0xaa
//? mint(address 0x00) from 0xaa
//? tokenOfOwnerByIndex(address 0xbb, uint256 1)
//? tokenOfOwnerByIndex(address 0xbb, uint256 2)
//? approve(address 0xdd, uint256 0) from 0xbb
//? transferFrom(address 0xbb, address 0xcc, uint256 0) from 0xdd
//? transferFrom(address 0xbb, address 0xcc, uint256 1) from 0xdd
//? setApprovalForAll(address 0xdd, bool true) from 0xbb
//? transferFrom(address 0xbb, address 0xcc, uint256 1) from 0xdd
//? balanceOf(address 0xcc)
//? tokenByIndex(uint256 2)
//? ownerOf(uint256 9)
//? burn(uint256 0) from 0xcc
//? tokenByIndex(uint256 0)
//? tokenURI(uint256 2)
//? totalSupply()
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

abstract contract ERC721 {
    error ERC721NonexistentToken(uint256 tokenId);
    error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner);
    error ERC721InsufficientApproval(address operator, uint256 tokenId);
    error ERC721InvalidReceiver(address receiver);
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    mapping(uint256 tokenId => address) private _owners;
    mapping(address owner => uint256) private _balances;
    mapping(uint256 tokenId => address) private _tokenApprovals;
    mapping(address owner => mapping(address operator => bool)) private _operatorApprovals;

    function balanceOf(address owner) public view virtual returns (uint256) {
        return _balances[owner];
    }

    function ownerOf(uint256 tokenId) public view virtual returns (address) {
        return _requireOwned(tokenId);
    }

    function _requireOwned(uint256 tokenId) internal view returns (address) {
        address owner = _owners[tokenId];
        if (owner == address(0)) revert ERC721NonexistentToken(tokenId);
        return owner;
    }

    function approve(address to, uint256 tokenId) public virtual {
        address owner = _requireOwned(tokenId);
        if (owner != msg.sender && !_operatorApprovals[owner][msg.sender]) {
            revert ERC721InsufficientApproval(msg.sender, tokenId);
        }
        _tokenApprovals[tokenId] = to;
        emit Approval(owner, to, tokenId);
    }

    function setApprovalForAll(address operator, bool approved) public virtual {
        _operatorApprovals[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function transferFrom(address from, address to, uint256 tokenId) public virtual {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        address previous = _update(to, tokenId, msg.sender);
        if (previous != from) revert ERC721IncorrectOwner(from, tokenId, previous);
    }

    function _update(address to, uint256 tokenId, address auth) internal virtual returns (address from) {
        from = _owners[tokenId];
        if (auth != address(0)) {
            bool spender = auth == from || _operatorApprovals[from][auth] || _tokenApprovals[tokenId] == auth;
            if (from == address(0)) revert ERC721NonexistentToken(tokenId);
            if (!spender) revert ERC721InsufficientApproval(auth, tokenId);
        }
        if (from != address(0)) {
            delete _tokenApprovals[tokenId];
            unchecked { _balances[from] -= 1; }
        }
        if (to != address(0)) {
            unchecked { _balances[to] += 1; }
        }
        _owners[tokenId] = to;
        emit Transfer(from, to, tokenId);
    }

    function _mint(address to, uint256 tokenId) internal {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        address previous = _update(to, tokenId, address(0));
        assert(previous == address(0));
    }
}

abstract contract ERC721Enumerable is ERC721 {
    error ERC721OutOfBoundsIndex(address owner, uint256 index);
    mapping(address owner => mapping(uint256 index => uint256)) private _ownedTokens;
    mapping(uint256 tokenId => uint256) private _ownedTokensIndex;
    uint256[] private _allTokens;
    mapping(uint256 tokenId => uint256) private _allTokensIndex;

    function tokenOfOwnerByIndex(address owner, uint256 index) public view virtual returns (uint256) {
        if (index >= balanceOf(owner)) revert ERC721OutOfBoundsIndex(owner, index);
        return _ownedTokens[owner][index];
    }

    function totalSupply() public view virtual returns (uint256) {
        return _allTokens.length;
    }

    function tokenByIndex(uint256 index) public view virtual returns (uint256) {
        if (index >= totalSupply()) revert ERC721OutOfBoundsIndex(address(0), index);
        return _allTokens[index];
    }

    function _update(address to, uint256 tokenId, address auth) internal virtual override returns (address) {
        address previousOwner = super._update(to, tokenId, auth);
        if (previousOwner == address(0)) {
            _allTokensIndex[tokenId] = _allTokens.length;
            _allTokens.push(tokenId);
        } else if (previousOwner != to) {
            _removeFromOwner(previousOwner, tokenId);
        }
        if (to == address(0)) {
            uint256 lastTokenIndex = _allTokens.length - 1;
            uint256 tokenIndex = _allTokensIndex[tokenId];
            uint256 lastTokenId = _allTokens[lastTokenIndex];
            _allTokens[tokenIndex] = lastTokenId;
            _allTokensIndex[lastTokenId] = tokenIndex;
            delete _allTokensIndex[tokenId];
            _allTokens.pop();
        } else if (previousOwner != to) {
            uint256 length = balanceOf(to) - 1;
            _ownedTokens[to][length] = tokenId;
            _ownedTokensIndex[tokenId] = length;
        }
        return previousOwner;
    }

    function _removeFromOwner(address from, uint256 tokenId) private {
        uint256 lastTokenIndex = balanceOf(from);
        uint256 tokenIndex = _ownedTokensIndex[tokenId];
        mapping(uint256 index => uint256) storage _ownedByOwner = _ownedTokens[from];
        if (tokenIndex != lastTokenIndex) {
            uint256 lastTokenId = _ownedByOwner[lastTokenIndex];
            _ownedByOwner[tokenIndex] = lastTokenId;
            _ownedTokensIndex[lastTokenId] = tokenIndex;
        }
        delete _ownedTokensIndex[tokenId];
        delete _ownedByOwner[lastTokenIndex];
    }
}

contract Pieces is ERC721Enumerable {
    address private immutable _admin;
    uint256 private _nextTokenId;

    constructor() {
        _admin = msg.sender;
    }

    function mint(address to) public returns (uint256 id) {
        require(msg.sender == _admin, "not admin");
        id = _nextTokenId++;
        _mint(to, id);
    }

    function burn(uint256 id) public {
        _update(address(0), id, msg.sender);
    }

    function tokenURI(uint256 id) public view returns (string memory) {
        _requireOwned(id);
        bytes memory digit = new bytes(1);
        digit[0] = bytes1(uint8(48 + id % 10));
        return string.concat("ipfs://pieces/", string(digit), ".json");
    }
}

//= deploy: ok
//= mint(address): ok 0
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= mint(address): ok 1
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= mint(address): ok 2
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= mint(address): revert ERC721InvalidReceiver(address) (0x0000000000000000000000000000000000000000)
//= tokenOfOwnerByIndex(address,uint256): ok 1
//= tokenOfOwnerByIndex(address,uint256): revert ERC721OutOfBoundsIndex(address,uint256) (0x00000000000000000000000000000000000000bb, 2)
//= approve(address,uint256): ok
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= transferFrom(address,address,uint256): revert ERC721InsufficientApproval(address,uint256) (0x00000000000000000000000000000000000000dd, 1)
//= setApprovalForAll(address,bool): ok
//=   event ApprovalForAll(address,address,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000001
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= balanceOf(address): ok 3
//= tokenByIndex(uint256): ok 2
//= ownerOf(uint256): revert ERC721NonexistentToken(uint256) (9)
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= tokenByIndex(uint256): ok 2
//= tokenURI(uint256): ok "ipfs://pieces/2.json"
//= totalSupply(): ok 2
