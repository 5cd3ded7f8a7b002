// ERC-721 with enumeration, URI storage and ERC-165 over several contracts.
//? deploy from 0x00000000000000000000000000000000000000aa
//? name()
//? supportsInterface(bytes4 0x80ac58cd)
//? supportsInterface(bytes4 0x01ffc9a7)
//? supportsInterface(bytes4 0x780e9d63)
//? supportsInterface(bytes4 0xffffffff)
//? mint(address 0x00000000000000000000000000000000000000bb, string "one.json") from 0x00000000000000000000000000000000000000aa
//? mint(address 0x00000000000000000000000000000000000000bb, string "") from 0x00000000000000000000000000000000000000aa
//? mint(address 0x00000000000000000000000000000000000000cc, string "a/very/long/path/that/does/not/fit/into/one/storage/word/three.json") from 0x00000000000000000000000000000000000000aa
//? mint(address 0x00000000000000000000000000000000000000cc, string "x") from 0x00000000000000000000000000000000000000bb
//? tokenURI(uint256 1)
//? tokenURI(uint256 2)
//? tokenURI(uint256 3)
//? tokenURI(uint256 4)
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? balanceOf(address 0x0000000000000000000000000000000000000000)
//? transferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000dd, uint256 1) from 0x00000000000000000000000000000000000000cc
//? approve(address 0x00000000000000000000000000000000000000cc, uint256 1) from 0x00000000000000000000000000000000000000bb
//? getApproved(uint256 1)
//? transferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000dd, uint256 1) from 0x00000000000000000000000000000000000000cc
//? transferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000dd, uint256 1) from 0x00000000000000000000000000000000000000dd
//? setApprovalForAll(address 0x00000000000000000000000000000000000000cc, bool true) from 0x00000000000000000000000000000000000000dd
//? transferFrom(address 0x00000000000000000000000000000000000000dd, address 0x00000000000000000000000000000000000000cc, uint256 1) from 0x00000000000000000000000000000000000000cc
//? tokensOf(address 0x00000000000000000000000000000000000000cc)
//? burn(uint256 3) from 0x00000000000000000000000000000000000000cc
//? tokensOf(address 0x00000000000000000000000000000000000000cc)
//? ownerOf(uint256 3)
//? totalSupply()
//? tokenByIndex(uint256 1)
//? tokenByIndex(uint256 2)
//? tokenOfOwnerByIndex(address 0x00000000000000000000000000000000000000bb, uint256 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface IERC165 {
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

interface IERC721 is IERC165 {
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    function balanceOf(address owner) external view returns (uint256 balance);
    function ownerOf(uint256 tokenId) external view returns (address owner);
    function safeTransferFrom(address from, address to, uint256 tokenId) external;
    function transferFrom(address from, address to, uint256 tokenId) external;
    function approve(address to, uint256 tokenId) external;
    function setApprovalForAll(address operator, bool approved) external;
    function getApproved(uint256 tokenId) external view returns (address operator);
    function isApprovedForAll(address owner, address operator) external view returns (bool);
}

interface IERC721Enumerable is IERC721 {
    function totalSupply() external view returns (uint256);
    function tokenOfOwnerByIndex(address owner, uint256 index) external view returns (uint256);
    function tokenByIndex(uint256 index) external view returns (uint256);
}

abstract contract ERC165 is IERC165 {
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IERC165).interfaceId;
    }
}

abstract contract ERC721 is ERC165, IERC721 {
    string public name;
    string public symbol;

    mapping(uint256 => address) private _owners;
    mapping(address => uint256) private _balances;
    mapping(uint256 => address) private _approved;
    mapping(address => mapping(address => bool)) private _operators;

    constructor(string memory name_, string memory symbol_) {
        name = name_;
        symbol = symbol_;
    }

    function supportsInterface(bytes4 interfaceId)
        public
        view
        virtual
        override(ERC165, IERC165)
        returns (bool)
    {
        return interfaceId == type(IERC721).interfaceId || super.supportsInterface(interfaceId);
    }

    function balanceOf(address owner) public view virtual override returns (uint256) {
        require(owner != address(0), "Nft: zero holds nothing");
        return _balances[owner];
    }

    function ownerOf(uint256 tokenId) public view virtual override returns (address) {
        address owner = _owners[tokenId];
        require(owner != address(0), "Nft: no such token");
        return owner;
    }

    function approve(address to, uint256 tokenId) public virtual override {
        address owner = ownerOf(tokenId);
        require(to != owner, "Nft: the owner needs no approval");
        require(
            msg.sender == owner || isApprovedForAll(owner, msg.sender),
            "Nft: only the owner approves"
        );
        _approved[tokenId] = to;
        emit Approval(owner, to, tokenId);
    }

    function getApproved(uint256 tokenId) public view virtual override returns (address) {
        ownerOf(tokenId);
        return _approved[tokenId];
    }

    function setApprovalForAll(address operator, bool approved) public virtual override {
        require(msg.sender != operator, "Nft: approval of oneself");
        _operators[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function isApprovedForAll(address owner, address operator) public view virtual override returns (bool) {
        return _operators[owner][operator];
    }

    function transferFrom(address from, address to, uint256 tokenId) public virtual override {
        require(
            _mayMove(msg.sender, tokenId),
            "Nft: not yours to move"
        );
        _transfer(from, to, tokenId);
    }

    /// @dev Without the question to the receiver, which would be a call to another contract.
    function safeTransferFrom(address from, address to, uint256 tokenId) public virtual override {
        transferFrom(from, to, tokenId);
    }

    function _mayMove(address spender, uint256 tokenId) internal view virtual returns (bool) {
        address owner = ownerOf(tokenId);
        return (spender == owner || isApprovedForAll(owner, spender) || getApproved(tokenId) == spender);
    }

    function _mint(address to, uint256 tokenId) internal virtual {
        require(to != address(0), "Nft: zero cannot receive");
        require(_owners[tokenId] == address(0), "Nft: the token exists");
        _willMove(address(0), to, tokenId);
        _balances[to] += 1;
        _owners[tokenId] = to;
        emit Transfer(address(0), to, tokenId);
    }

    function _burn(uint256 tokenId) internal virtual {
        address owner = ownerOf(tokenId);
        _willMove(owner, address(0), tokenId);
        delete _approved[tokenId];
        _balances[owner] -= 1;
        delete _owners[tokenId];
        emit Transfer(owner, address(0), tokenId);
    }

    function _transfer(address from, address to, uint256 tokenId) internal virtual {
        require(ownerOf(tokenId) == from, "Nft: moved from somebody else");
        require(to != address(0), "Nft: zero cannot receive");
        _willMove(from, to, tokenId);
        delete _approved[tokenId];
        _balances[from] -= 1;
        _balances[to] += 1;
        _owners[tokenId] = to;
        emit Transfer(from, to, tokenId);
    }

    function _willMove(address from, address to, uint256 tokenId) internal virtual {}
}

abstract contract ERC721Enumerable is ERC721, IERC721Enumerable {
    mapping(address => mapping(uint256 => uint256)) private _owned;
    mapping(uint256 => uint256) private _placeOfOwned;
    uint256[] private _all;
    mapping(uint256 => uint256) private _placeOfAll;

    function supportsInterface(bytes4 interfaceId)
        public
        view
        virtual
        override(IERC165, ERC721)
        returns (bool)
    {
        return interfaceId == type(IERC721Enumerable).interfaceId || super.supportsInterface(interfaceId);
    }

    function totalSupply() public view virtual override returns (uint256) {
        return _all.length;
    }

    function tokenByIndex(uint256 index) public view virtual override returns (uint256) {
        require(index < totalSupply(), "Nft: fewer tokens exist");
        return _all[index];
    }

    function tokenOfOwnerByIndex(address owner, uint256 index) public view virtual override returns (uint256) {
        require(index < balanceOf(owner), "Nft: the owner has fewer tokens");
        return _owned[owner][index];
    }

    function _willMove(address from, address to, uint256 tokenId) internal virtual override {
        super._willMove(from, to, tokenId);
        if (from == address(0)) {
            _placeOfAll[tokenId] = _all.length;
            _all.push(tokenId);
        } else if (from != to) {
            uint256 lastIndex = balanceOf(from) - 1;
            uint256 index = _placeOfOwned[tokenId];
            if (index != lastIndex) {
                uint256 lastId = _owned[from][lastIndex];
                _owned[from][index] = lastId;
                _placeOfOwned[lastId] = index;
            }
            delete _placeOfOwned[tokenId];
            delete _owned[from][lastIndex];
        }
        if (to == address(0)) {
            uint256 lastId = _all[_all.length - 1];
            uint256 hole = _placeOfAll[tokenId];
            _all[hole] = lastId;
            _placeOfAll[lastId] = hole;
            delete _placeOfAll[tokenId];
            _all.pop();
        } else if (to != from) {
            uint256 length = balanceOf(to);
            _owned[to][length] = tokenId;
            _placeOfOwned[tokenId] = length;
        }
    }
}

abstract contract ERC721URIStorage is ERC721 {
    mapping(uint256 => string) private _uris;

    function tokenURI(uint256 tokenId) public view virtual returns (string memory) {
        ownerOf(tokenId);
        string memory own = _uris[tokenId];
        string memory base = _baseURI();
        if (bytes(own).length > 0) {
            return string(abi.encodePacked(base, own));
        }
        return base;
    }

    function _baseURI() internal view virtual returns (string memory) {
        return "";
    }

    function _setTokenURI(uint256 tokenId, string memory uri) internal virtual {
        _uris[tokenId] = uri;
    }

    function _burn(uint256 tokenId) internal virtual override {
        super._burn(tokenId);
        if (bytes(_uris[tokenId]).length != 0) {
            delete _uris[tokenId];
        }
    }
}

contract Collectible is ERC721Enumerable, ERC721URIStorage {
    address private immutable minter = msg.sender;
    uint256 private lastId;

    constructor() ERC721("Collectible", "CLT") {}

    function mint(address to, string calldata uri) external returns (uint256) {
        require(msg.sender == minter, "Collectible: not the minter");
        uint256 id = ++lastId;
        _mint(to, id);
        _setTokenURI(id, uri);
        return id;
    }

    function burn(uint256 tokenId) external {
        require(_mayMove(msg.sender, tokenId), "Collectible: not approved");
        _burn(tokenId);
    }

    function tokensOf(address owner) external view returns (uint256[] memory ids) {
        ids = new uint256[](balanceOf(owner));
        for (uint256 i = 0; i < ids.length; i++) {
            ids[i] = tokenOfOwnerByIndex(owner, i);
        }
    }

    function supportsInterface(bytes4 interfaceId)
        public
        view
        override(ERC721, ERC721Enumerable)
        returns (bool)
    {
        return super.supportsInterface(interfaceId);
    }

    function _baseURI() internal pure override returns (string memory) {
        return "ipfs://base/";
    }

    function _burn(uint256 tokenId) internal override(ERC721, ERC721URIStorage) {
        super._burn(tokenId);
    }

    function _willMove(address from, address to, uint256 tokenId)
        internal
        override(ERC721, ERC721Enumerable)
    {
        super._willMove(from, to, tokenId);
    }
}

//= deploy: ok
//= name(): ok "Collectible"
//= supportsInterface(bytes4): ok false
//= supportsInterface(bytes4): ok true
//= supportsInterface(bytes4): ok true
//= supportsInterface(bytes4): ok false
//= mint(address,string): ok 1
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= mint(address,string): ok 2
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= mint(address,string): ok 3
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x
//= mint(address,string): revert "Collectible: not the minter"
//= tokenURI(uint256): ok "ipfs://base/one.json"
//= tokenURI(uint256): ok "ipfs://base/"
//= tokenURI(uint256): ok "ipfs://base/a/very/long/path/that/does/not/fit/into/one/storage/word/three.json"
//= tokenURI(uint256): revert "Nft: no such token"
//= balanceOf(address): ok 2
//= balanceOf(address): revert "Nft: zero holds nothing"
//= transferFrom(address,address,uint256): revert "Nft: not yours to move"
//= approve(address,uint256): ok
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= getApproved(uint256): ok 0x00000000000000000000000000000000000000cc
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= transferFrom(address,address,uint256): revert "Nft: moved from somebody else"
//= setApprovalForAll(address,bool): ok
//=   event ApprovalForAll(address,address,bool) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000001
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= tokensOf(address): ok [3, 1]
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x
//= tokensOf(address): ok [1]
//= ownerOf(uint256): revert "Nft: no such token"
//= totalSupply(): ok 2
//= tokenByIndex(uint256): ok 2
//= tokenByIndex(uint256): revert "Nft: fewer tokens exist"
//= tokenOfOwnerByIndex(address,uint256): revert "Nft: the owner has fewer tokens"
