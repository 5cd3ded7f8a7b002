// An NFT with metadata, enumeration, royalties, burning, approvals and operators, in mixins over one update hook.
//? deploy(string "Cats", string "CAT")
//? mint(address 0x00000000000000000000000000000000000000a1) value 5
//? mint(address 0x00000000000000000000000000000000000000a1) value 5
//? mint(address 0x00000000000000000000000000000000000000a2) value 4
//? mint(address 0x0000000000000000000000000000000000000000) value 5
//? tokenURI(uint256 2)
//? tokenURI(uint256 9)
//? approve(address 0x00000000000000000000000000000000000000b1, uint256 1) from 0xa1
//? approve(address 0x00000000000000000000000000000000000000b1, uint256 1) from 0xb2
//? transferFrom(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000c1, uint256 1) from 0xb1
//? transferFrom(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000c1, uint256 2) from 0xb1
//? setApprovalForAll(address 0x00000000000000000000000000000000000000b1, bool true) from 0xa1
//? transferFrom(address 0x00000000000000000000000000000000000000c1, address 0x00000000000000000000000000000000000000c1, uint256 2) from 0xb1
//? transferFrom(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000c1, uint256 2) from 0xb1
//? tokensOf(address 0x00000000000000000000000000000000000000c1)
//? burn(uint256 1) from 0xc1
//? tokensOf(address 0x00000000000000000000000000000000000000c1)
//? tokenOfOwnerByIndex(address 0x00000000000000000000000000000000000000c1, uint256 1)
//? totalSupply()
//? ownerOf(uint256 1)
//? royaltyInfo(uint256 2, uint256 10000)
//? setTokenRoyalty(uint256 2, address 0x00000000000000000000000000000000000000dd, uint96 10001)
//? setTokenRoyalty(uint256 2, address 0x00000000000000000000000000000000000000dd, uint96 1234)
//? royaltyInfo(uint256 2, uint256 10000)
//? supportsInterface(bytes4 0x80ac58cd)
//? supportsInterface(bytes4 0x2a55205a)
pragma solidity ^0.8.20;

interface IERC165 { function supportsInterface(bytes4 interfaceId) external view returns (bool); }

interface IERC721 is IERC165 {
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);
    function balanceOf(address owner) external view returns (uint256 balance);
    function ownerOf(uint256 tokenId) external view returns (address owner);
    function transferFrom(address from, address to, uint256 tokenId) external;
    function approve(address to, uint256 tokenId) external;
    function setApprovalForAll(address operator, bool _approved) external;
    function getApproved(uint256 tokenId) external view returns (address operator);
    function isApprovedForAll(address owner, address operator) external view returns (bool);
}

interface IERC721Metadata is IERC721 {
    function name() external view returns (string memory);
    function symbol() external view returns (string memory);
    function tokenURI(uint256 tokenId) external view returns (string memory);
}

interface IERC2981 is IERC165 {
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address receiver, uint256 royaltyAmount);
}

interface IERC721Errors {
    error ERC721InvalidOwner(address owner);
    error ERC721NonexistentToken(uint256 tokenId);
    error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner);
    error ERC721InvalidReceiver(address receiver);
    error ERC721InsufficientApproval(address operator, uint256 tokenId);
    error ERC721InvalidApprover(address approver);
}

abstract contract Context {
    function _msgSender() internal view virtual returns (address) { return msg.sender; }
    function _msgData() internal view virtual returns (bytes calldata) { return msg.data; }
}

abstract contract ERC165 is IERC165 {
    function supportsInterface(bytes4 interfaceId) public view virtual returns (bool) {
        return interfaceId == type(IERC165).interfaceId;
    }
}

abstract contract ERC721 is Context, ERC165, IERC721Metadata, IERC721Errors {
    string private _name;
    string private _symbol;
    mapping(uint256 tokenId => address) private _owners;
    mapping(address owner => uint256) private _balances;
    mapping(uint256 tokenId => address) private _tokenApprovals;
    mapping(address owner => mapping(address operator => bool)) private _operatorApprovals;

    constructor(string memory name_, string memory symbol_) {
        _name = name_;
        _symbol = symbol_;
    }

    function supportsInterface(bytes4 interfaceId) public view virtual override(ERC165, IERC165) returns (bool) {
        return
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    function balanceOf(address owner) public view virtual returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(address(0));
        return _balances[owner];
    }

    function ownerOf(uint256 tokenId) public view virtual returns (address) { return _requireOwned(tokenId); }
    function name() public view virtual returns (string memory) { return _name; }
    function symbol() public view virtual returns (string memory) { return _symbol; }

    function tokenURI(uint256 tokenId) public view virtual returns (string memory) {
        _requireOwned(tokenId);
        string memory baseURI = _baseURI();
        return bytes(baseURI).length > 0 ? string.concat(baseURI, _digits(tokenId)) : "";
    }

    function _digits(uint256 n) private pure returns (string memory) {
        return n < 10 ? string(abi.encodePacked(bytes1(uint8(48 + n)))) : string.concat(_digits(n / 10), _digits(n % 10));
    }

    function _baseURI() internal view virtual returns (string memory) { return ""; }
    function approve(address to, uint256 tokenId) public virtual { _approve(to, tokenId, _msgSender(), true); }

    function getApproved(uint256 tokenId) public view virtual returns (address) {
        _requireOwned(tokenId);
        return _tokenApprovals[tokenId];
    }

    function setApprovalForAll(address operator, bool approved) public virtual {
        _operatorApprovals[_msgSender()][operator] = approved;
        emit ApprovalForAll(_msgSender(), operator, approved);
    }

    function isApprovedForAll(address owner, address operator) public view virtual returns (bool) {
        return _operatorApprovals[owner][operator];
    }

    function transferFrom(address from, address to, uint256 tokenId) public virtual {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        address previousOwner = _update(to, tokenId, _msgSender());
        if (previousOwner != from) revert ERC721IncorrectOwner(from, tokenId, previousOwner);
    }

    function _ownerOf(uint256 tokenId) internal view virtual returns (address) { return _owners[tokenId]; }

    function _isAuthorized(address owner, address spender, uint256 tokenId) internal view virtual returns (bool) {
        return spender != address(0) &&
            (owner == spender || isApprovedForAll(owner, spender) || _tokenApprovals[tokenId] == spender);
    }

    function _checkAuthorized(address owner, address spender, uint256 tokenId) internal view virtual {
        if (!_isAuthorized(owner, spender, tokenId)) {
            if (owner == address(0)) {
                revert ERC721NonexistentToken(tokenId);
            } else {
                revert ERC721InsufficientApproval(spender, tokenId);
            }
        }
    }

    function _update(address to, uint256 tokenId, address auth) internal virtual returns (address) {
        address from = _ownerOf(tokenId);
        if (auth != address(0)) _checkAuthorized(from, auth, tokenId);
        if (from != address(0)) {
            _approve(address(0), tokenId, address(0), false);
            unchecked { _balances[from] -= 1; }
        }
        if (to != address(0)) {
            unchecked { _balances[to] += 1; }
        }
        _owners[tokenId] = to;
        emit Transfer(from, to, tokenId);
        return from;
    }

    function _mint(address to, uint256 tokenId) internal {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        address previousOwner = _update(to, tokenId, address(0));
        assert(previousOwner == address(0));
    }

    function _approve(address to, uint256 tokenId, address auth, bool emitEvent) internal virtual {
        if (emitEvent || auth != address(0)) {
            address owner = _requireOwned(tokenId);
            if (auth != address(0) && owner != auth && !isApprovedForAll(owner, auth)) revert ERC721InvalidApprover(auth);
            if (emitEvent) emit Approval(owner, to, tokenId);
        }
        _tokenApprovals[tokenId] = to;
    }

    function _requireOwned(uint256 tokenId) internal view returns (address) {
        address owner = _ownerOf(tokenId);
        if (owner == address(0)) revert ERC721NonexistentToken(tokenId);
        return owner;
    }
}

abstract contract ERC721Enumerable is ERC721 {
    mapping(address owner => mapping(uint256 index => uint256)) private _ownedTokens;
    mapping(uint256 tokenId => uint256) private _ownedTokensIndex;
    uint256[] private _allTokens;
    mapping(uint256 tokenId => uint256) private _allTokensIndex;

    error ERC721OutOfBoundsIndex(address owner, uint256 index);

    function tokenOfOwnerByIndex(address owner, uint256 index) public view virtual returns (uint256) {
        if (index >= balanceOf(owner)) revert ERC721OutOfBoundsIndex(owner, index);
        return _ownedTokens[owner][index];
    }

    function totalSupply() public view virtual returns (uint256) { return _allTokens.length; }

    function _update(address to, uint256 tokenId, address auth) internal virtual override returns (address) {
        address previousOwner = super._update(to, tokenId, auth);
        if (previousOwner == address(0)) {
            _allTokensIndex[tokenId] = _allTokens.length;
            _allTokens.push(tokenId);
        } else if (previousOwner != to) {
            _removeTokenFromOwnerEnumeration(previousOwner, tokenId);
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

    function _removeTokenFromOwnerEnumeration(address from, uint256 tokenId) private {
        uint256 lastTokenIndex = balanceOf(from);
        uint256 tokenIndex = _ownedTokensIndex[tokenId];
        mapping(uint256 index => uint256) storage _ownedTokensByOwner = _ownedTokens[from];
        if (tokenIndex != lastTokenIndex) {
            uint256 lastTokenId = _ownedTokensByOwner[lastTokenIndex];
            _ownedTokensByOwner[tokenIndex] = lastTokenId;
            _ownedTokensIndex[lastTokenId] = tokenIndex;
        }
        delete _ownedTokensIndex[tokenId];
        delete _ownedTokensByOwner[lastTokenIndex];
    }
}

abstract contract ERC2981 is IERC2981, ERC165 {
    struct RoyaltyInfo { address receiver; uint96 royaltyFraction; }
    RoyaltyInfo private _defaultRoyaltyInfo;
    mapping(uint256 tokenId => RoyaltyInfo) private _tokenRoyaltyInfo;
    error ERC2981InvalidTokenRoyalty(uint256 tokenId, uint256 numerator, uint256 denominator);

    function supportsInterface(bytes4 interfaceId) public view virtual override(IERC165, ERC165) returns (bool) {
        return interfaceId == type(IERC2981).interfaceId || super.supportsInterface(interfaceId);
    }

    function royaltyInfo(uint256 tokenId, uint256 salePrice) public view virtual returns (address receiver, uint256 amount) {
        RoyaltyInfo storage _royaltyInfo = _tokenRoyaltyInfo[tokenId];
        address royaltyReceiver = _royaltyInfo.receiver;
        uint96 royaltyFraction = _royaltyInfo.royaltyFraction;
        if (royaltyReceiver == address(0)) {
            royaltyReceiver = _defaultRoyaltyInfo.receiver;
            royaltyFraction = _defaultRoyaltyInfo.royaltyFraction;
        }
        uint256 royaltyAmount = (salePrice * royaltyFraction) / _feeDenominator();
        return (royaltyReceiver, royaltyAmount);
    }

    function _feeDenominator() internal pure virtual returns (uint96) { return 10000; }

    function _setDefaultRoyalty(address receiver, uint96 feeNumerator) internal virtual {
        _defaultRoyaltyInfo = RoyaltyInfo(receiver, feeNumerator);
    }

    function _setTokenRoyalty(uint256 tokenId, address receiver, uint96 feeNumerator) internal virtual {
        uint256 denominator = _feeDenominator();
        if (feeNumerator > denominator) revert ERC2981InvalidTokenRoyalty(tokenId, feeNumerator, denominator);
        _tokenRoyaltyInfo[tokenId] = RoyaltyInfo(receiver, feeNumerator);
    }
}

contract Cats is ERC721Enumerable, ERC2981 {
    uint256 private next = 1;
    uint256 public constant PRICE = 5 wei;
    error Price(uint256 sent);

    constructor(string memory n, string memory s) ERC721(n, s) { _setDefaultRoyalty(msg.sender, 500); }

    function mint(address to) external payable {
        if (msg.value != PRICE) revert Price(msg.value);
        _mint(to, next++);
    }

    function burn(uint256 id) external { _update(address(0), id, _msgSender()); }
    function setTokenRoyalty(uint256 id, address to, uint96 fee) external { _setTokenRoyalty(id, to, fee); }
    function _baseURI() internal pure override returns (string memory) { return "ipfs://cats/"; }

    function tokensOf(address owner) external view returns (uint256[] memory ids) {
        ids = new uint256[](balanceOf(owner));
        for (uint256 i; i < ids.length; ++i) ids[i] = tokenOfOwnerByIndex(owner, i);
    }

    function supportsInterface(bytes4 id) public view override(ERC721, ERC2981) returns (bool) {
        return super.supportsInterface(id);
    }
}

//= deploy: ok
//= mint(address): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a1, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= mint(address): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a1, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= mint(address): revert Price(uint256) (4)
//= mint(address): revert ERC721InvalidReceiver(address) (0x0000000000000000000000000000000000000000)
//= tokenURI(uint256): ok "ipfs://cats/2"
//= tokenURI(uint256): revert ERC721NonexistentToken(uint256) (9)
//= approve(address,uint256): ok
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000b1, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= approve(address,uint256): revert ERC721InvalidApprover(address) (0x00000000000000000000000000000000000000b2)
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000c1, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= transferFrom(address,address,uint256): revert ERC721InsufficientApproval(address,uint256) (0x00000000000000000000000000000000000000b1, 2)
//= setApprovalForAll(address,bool): ok
//=   event ApprovalForAll(address,address,bool) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0x0000000000000000000000000000000000000000000000000000000000000001
//= transferFrom(address,address,uint256): revert ERC721IncorrectOwner(address,uint256,address) (0x00000000000000000000000000000000000000c1, 2, 0x00000000000000000000000000000000000000a1)
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000c1, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= tokensOf(address): ok [1, 2]
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000c1, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= tokensOf(address): ok [2]
//= tokenOfOwnerByIndex(address,uint256): revert ERC721OutOfBoundsIndex(address,uint256) (0x00000000000000000000000000000000000000c1, 1)
//= totalSupply(): ok 1
//= ownerOf(uint256): revert ERC721NonexistentToken(uint256) (1)
//= royaltyInfo(uint256,uint256): ok 0x0000000000000000000000000000000000000001, 500
//= setTokenRoyalty(uint256,address,uint96): revert ERC2981InvalidTokenRoyalty(uint256,uint256,uint256) (2, 10001, 10000)
//= setTokenRoyalty(uint256,address,uint96): ok
//= royaltyInfo(uint256,uint256): ok 0x00000000000000000000000000000000000000dd, 1234
//= supportsInterface(bytes4): ok false
//= supportsInterface(bytes4): ok true
