// SPDX-License-Identifier: MIT
//? deploy(string "Prints", uint96 250) from 0xaa
//? isA(bytes4 0x2a55205a)
//? isA(bytes4 0x01ffc9a7)
//? isA(bytes4 0xffffffff)
//? mint(address 0xb1, string "ipfs://one") from 0xaa
//? mint(address 0xb2, string "") from 0xaa
//? mint(address 0xb2, string "x") from 0xbb
//? royaltyInfo(uint256 1, uint256 1000000)
//? setTokenRoyalty(uint256 2, address 0xcc, uint96 10000) from 0xaa
//? setTokenRoyalty(uint256 2, address 0xcc, uint96 10001) from 0xaa
//? setTokenRoyalty(uint256 9, address 0xcc, uint96 1) from 0xaa
//? royaltyInfo(uint256 2, uint256 77)
//? sell(uint256 2, uint256 400) from 0xb3
//? sell(uint256 1, uint256 12345) from 0xb3
//? owed(address 0xaa)
//? owed(address 0xcc)
//? owed(address 0xb1)
//? tokenURI(uint256 1)
//? tokenURI(uint256 2)
//? tokenURI(uint256 3)
//? resetTokenRoyalty(uint256 2) from 0xaa
//? royaltyInfo(uint256 2, uint256 77)
//? setDefaultRoyalty(address 0x00, uint96 1) from 0xaa
//? royaltyInfo(uint256 2, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
pragma solidity ^0.8.20;

interface IERC165 {
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

interface IERC2981 is IERC165 {
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address receiver, uint256 amount);
}

abstract contract ERC165 is IERC165 {
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IERC165).interfaceId;
    }
}

abstract contract Royalties is IERC2981, ERC165 {
    error ERC2981InvalidDefaultRoyalty(uint256 numerator, uint256 denominator);
    error ERC2981InvalidDefaultRoyaltyReceiver(address receiver);
    error ERC2981InvalidTokenRoyalty(uint256 tokenId, uint256 numerator, uint256 denominator);

    struct RoyaltyInfo {
        address receiver;
        uint96 royaltyFraction;
    }

    RoyaltyInfo private _defaultRoyaltyInfo;
    mapping(uint256 tokenId => RoyaltyInfo) private _tokenRoyaltyInfo;

    function supportsInterface(bytes4 interfaceId) public view virtual override(IERC165, ERC165) returns (bool) {
        return interfaceId == type(IERC2981).interfaceId || super.supportsInterface(interfaceId);
    }

    function royaltyInfo(uint256 tokenId, uint256 salePrice) public view virtual override returns (address, uint256) {
        RoyaltyInfo memory royalty = _tokenRoyaltyInfo[tokenId];
        if (royalty.receiver == address(0)) {
            royalty = _defaultRoyaltyInfo;
        }
        uint256 royaltyAmount = (salePrice * royalty.royaltyFraction) / _feeDenominator();
        return (royalty.receiver, royaltyAmount);
    }

    function _feeDenominator() internal pure virtual returns (uint96) {
        return 10000;
    }

    function _setDefaultRoyalty(address receiver, uint96 feeNumerator) internal virtual {
        uint256 denominator = _feeDenominator();
        if (feeNumerator > denominator) revert ERC2981InvalidDefaultRoyalty(feeNumerator, denominator);
        if (receiver == address(0)) revert ERC2981InvalidDefaultRoyaltyReceiver(address(0));
        _defaultRoyaltyInfo = RoyaltyInfo(receiver, feeNumerator);
    }

    function _setTokenRoyalty(uint256 tokenId, address receiver, uint96 feeNumerator) internal virtual {
        uint256 denominator = _feeDenominator();
        if (feeNumerator > denominator) revert ERC2981InvalidTokenRoyalty(tokenId, feeNumerator, denominator);
        _tokenRoyaltyInfo[tokenId] = RoyaltyInfo({royaltyFraction: feeNumerator, receiver: receiver});
    }

    function _resetTokenRoyalty(uint256 tokenId) internal virtual {
        delete _tokenRoyaltyInfo[tokenId];
    }
}

contract Prints is Royalties {
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    string public name;
    address private immutable _artist;
    uint256 private _nextId = 1;
    mapping(uint256 => address) private _owners;
    mapping(uint256 => string) private _uris;
    mapping(address => uint256) public owed;

    modifier onlyArtist() {
        require(msg.sender == _artist, "Prints: not the artist");
        _;
    }

    modifier exists(uint256 id) {
        require(_owners[id] != address(0), string.concat("Prints: no token in ", name));
        _;
    }

    constructor(string memory name_, uint96 fee) {
        (name, _artist) = (name_, msg.sender);
        _setDefaultRoyalty(msg.sender, fee);
    }

    function isA(bytes4 id) external view returns (bool) {
        return supportsInterface(id);
    }

    function mint(address to, string calldata uri) external onlyArtist returns (uint256 id) {
        id = _nextId++;
        _owners[id] = to;
        if (bytes(uri).length != 0) _uris[id] = uri;
        emit Transfer(address(0), to, id);
    }

    function setDefaultRoyalty(address receiver, uint96 fee) external onlyArtist {
        _setDefaultRoyalty(receiver, fee);
    }

    function setTokenRoyalty(uint256 id, address receiver, uint96 fee) external onlyArtist exists(id) {
        _setTokenRoyalty(id, receiver, fee);
    }

    function resetTokenRoyalty(uint256 id) external onlyArtist exists(id) {
        _resetTokenRoyalty(id);
    }

    function sell(uint256 id, uint256 price) external exists(id) {
        (address receiver, uint256 fee) = royaltyInfo(id, price);
        address seller = _owners[id];
        _owners[id] = msg.sender;
        owed[receiver] += fee;
        owed[seller] += price - fee;
        emit Transfer(seller, msg.sender, id);
    }

    function tokenURI(uint256 id) external view exists(id) returns (string memory) {
        string storage uri = _uris[id];
        return bytes(uri).length > 0 ? uri : string(abi.encodePacked("print://", bytes1(uint8(48 + id % 10))));
    }
}

//= deploy: ok
//= isA(bytes4): ok true
//= isA(bytes4): ok true
//= isA(bytes4): ok false
//= mint(address,string): ok 1
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b1, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= mint(address,string): ok 2
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b2, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= mint(address,string): revert "Prints: not the artist"
//= royaltyInfo(uint256,uint256): ok 0x00000000000000000000000000000000000000aa, 25000
//= setTokenRoyalty(uint256,address,uint96): ok
//= setTokenRoyalty(uint256,address,uint96): revert ERC2981InvalidTokenRoyalty(uint256,uint256,uint256) (2, 10001, 10000)
//= setTokenRoyalty(uint256,address,uint96): revert "Prints: no token in Prints"
//= royaltyInfo(uint256,uint256): ok 0x00000000000000000000000000000000000000cc, 77
//= sell(uint256,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2, 0x00000000000000000000000000000000000000000000000000000000000000b3, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= sell(uint256,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1, 0x00000000000000000000000000000000000000000000000000000000000000b3, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= owed(address): ok 308
//= owed(address): ok 400
//= owed(address): ok 12037
//= tokenURI(uint256): ok "ipfs://one"
//= tokenURI(uint256): ok "print://2"
//= tokenURI(uint256): revert "Prints: no token in Prints"
//= resetTokenRoyalty(uint256): ok
//= royaltyInfo(uint256,uint256): ok 0x00000000000000000000000000000000000000aa, 1
//= setDefaultRoyalty(address,uint96): revert ERC2981InvalidDefaultRoyaltyReceiver(address) (0x0000000000000000000000000000000000000000)
//= royaltyInfo(uint256,uint256): panic 0x11
