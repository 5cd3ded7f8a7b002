// NFTs minted in batches with one entry for each batch: owners are found by walking back; packed data in one word.
//? mint(uint256 3) from 0x00000000000000000000000000000000000000aa time 1700000000
//? mint(uint256 2) from 0x00000000000000000000000000000000000000bb time 1700000100
//? mint(uint256 0) from 0x00000000000000000000000000000000000000bb
//? ownerOf(uint256 0)
//? ownerOf(uint256 2)
//? ownerOf(uint256 4)
//? ownerOf(uint256 5)
//? transferFrom(address 0x00000000000000000000000000000000000000aa, address 0x00000000000000000000000000000000000000cc, uint256 1) from 0x00000000000000000000000000000000000000bb
//? transferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 1) from 0x00000000000000000000000000000000000000aa
//? transferFrom(address 0x00000000000000000000000000000000000000aa, address 0x00000000000000000000000000000000000000cc, uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000200
//? ownerOf(uint256 1)
//? ownerOf(uint256 2)
//? packed(uint256 2)
//? explicit(uint256 1)
//? addressData(address 0x00000000000000000000000000000000000000aa)
//? burn(uint256 3) from 0x00000000000000000000000000000000000000bb time 1700000300
//? ownerOf(uint256 3)
//? ownerOf(uint256 4)
//? totalSupply()
//? addressData(address 0x00000000000000000000000000000000000000bb)
//? tokensOf(address 0x00000000000000000000000000000000000000aa)
//? royaltyInfo(uint256 1, uint256 9999)
//? setRoyalty(address 0x00000000000000000000000000000000000000dd, uint96 1000) from 0x00000000000000000000000000000000000000aa
//? setTokenRoyalty(uint256 1, address 0x00000000000000000000000000000000000000ee, uint96 10001) from 0x00000000000000000000000000000000000000aa
//? setTokenRoyalty(uint256 1, address 0x00000000000000000000000000000000000000ee, uint96 250) from 0x00000000000000000000000000000000000000aa
//? royaltyInfo(uint256 1, uint256 9999)
//? royaltyInfo(uint256 2, uint256 9999)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract BatchNft {
    uint256 private constant BITMASK_ADDRESS = (1 << 160) - 1;
    uint256 private constant BITPOS_TIMESTAMP = 160;
    uint256 private constant BITMASK_BURNED = 1 << 224;
    uint256 private constant BITMASK_NEXT_INITIALIZED = 1 << 225;
    uint256 private constant BITMASK_BALANCE = (1 << 64) - 1;
    uint256 private constant BITPOS_MINTED = 64;
    uint256 private constant BITPOS_BURNED = 128;

    uint256 private _currentIndex;
    uint256 private _burnCounter;
    mapping(uint256 => uint256) private _packedOwnerships;
    mapping(address => uint256) private _packedAddressData;

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    error MintZeroQuantity();
    error OwnerQueryForNonexistentToken();
    error TransferCallerNotOwner();
    error TransferFromIncorrectOwner();

    struct TokenOwnership {
        address addr;
        uint64 startTimestamp;
        bool burned;
    }

    function totalSupply() public view returns (uint256) {
        unchecked {
            return _currentIndex - _burnCounter;
        }
    }

    function addressData(address owner) public view returns (uint64 balance, uint64 minted, uint64 burned) {
        uint256 data = _packedAddressData[owner];
        balance = uint64(data);
        minted = uint64(data >> BITPOS_MINTED);
        burned = uint64(data >> BITPOS_BURNED & BITMASK_BALANCE);
    }

    function packed(uint256 tokenId) external view returns (uint256) {
        return _packedOwnerships[tokenId];
    }

    function explicit(uint256 tokenId) public view returns (TokenOwnership memory ownership) {
        uint256 p = _packedOwnershipOf(tokenId);
        ownership.addr = address(uint160(p));
        ownership.startTimestamp = uint64(p >> BITPOS_TIMESTAMP);
        ownership.burned = p & BITMASK_BURNED != 0;
    }

    function ownerOf(uint256 tokenId) public view returns (address) {
        return address(uint160(_packedOwnershipOf(tokenId) & BITMASK_ADDRESS));
    }

    function _packedOwnershipOf(uint256 tokenId) private view returns (uint256) {
        uint256 curr = tokenId;
        unchecked {
            if (curr < _currentIndex) {
                uint256 p = _packedOwnerships[curr];
                if (p & BITMASK_BURNED == 0) {
                    while (p == 0) {
                        p = _packedOwnerships[--curr];
                    }
                    return p;
                }
            }
        }
        revert OwnerQueryForNonexistentToken();
    }

    function _pack(address owner, uint256 flags) private view returns (uint256) {
        return uint160(owner) | block.timestamp << BITPOS_TIMESTAMP | flags;
    }

    function _mint(address to, uint256 quantity) internal {
        if (quantity == 0) revert MintZeroQuantity();
        uint256 start = _currentIndex;
        unchecked {
            _packedAddressData[to] += quantity * ((1 << BITPOS_MINTED) | 1);
            _packedOwnerships[start] = _pack(to, quantity == 1 ? BITMASK_NEXT_INITIALIZED : 0);
            uint256 end = start + quantity;
            for (uint256 id = start; id != end; ++id) emit Transfer(address(0), to, id);
            _currentIndex = end;
        }
    }

    function transferFrom(address from, address to, uint256 tokenId) public {
        uint256 prev = _packedOwnershipOf(tokenId);
        if (address(uint160(prev)) != from) revert TransferFromIncorrectOwner();
        if (msg.sender != from) revert TransferCallerNotOwner();
        unchecked {
            --_packedAddressData[from];
            ++_packedAddressData[to];
            _packedOwnerships[tokenId] = _pack(to, BITMASK_NEXT_INITIALIZED);
            _initializeNext(tokenId, prev);
        }
        emit Transfer(from, to, tokenId);
    }

    function burn(uint256 tokenId) public {
        uint256 prev = _packedOwnershipOf(tokenId);
        address from = address(uint160(prev));
        if (msg.sender != from) revert TransferCallerNotOwner();
        unchecked {
            _packedAddressData[from] += (1 << BITPOS_BURNED) - 1;
            _packedOwnerships[tokenId] = _pack(from, BITMASK_BURNED | BITMASK_NEXT_INITIALIZED);
            _initializeNext(tokenId, prev);
            _burnCounter++;
        }
        emit Transfer(from, address(0), tokenId);
    }

    function _initializeNext(uint256 tokenId, uint256 prev) private {
        if (prev & BITMASK_NEXT_INITIALIZED == 0) {
            uint256 next = tokenId + 1;
            if (_packedOwnerships[next] == 0 && next != _currentIndex) {
                _packedOwnerships[next] = prev;
            }
        }
    }

    function tokensOf(address owner) external view returns (uint256[] memory ids) {
        (uint64 balance,,) = addressData(owner);
        ids = new uint256[](balance);
        uint256 found;
        address current;
        for (uint256 i = 0; found < balance; i++) {
            uint256 p = _packedOwnerships[i];
            if (p & BITMASK_BURNED != 0) continue;
            if (p != 0) current = address(uint160(p));
            if (current == owner) ids[found++] = i;
        }
    }
}

abstract contract Royalties {
    struct RoyaltyInfo {
        address receiver;
        uint96 royaltyFraction;
    }

    RoyaltyInfo private _defaultRoyaltyInfo;
    mapping(uint256 tokenId => RoyaltyInfo) private _tokenRoyaltyInfo;

    error ERC2981InvalidRoyalty(uint256 tokenId, uint256 numerator, uint256 denominator);

    function _feeDenominator() internal pure virtual returns (uint96) {
        return 10000;
    }

    function royaltyInfo(uint256 tokenId, uint256 salePrice) public view virtual returns (address, uint256) {
        RoyaltyInfo memory royalty = _tokenRoyaltyInfo[tokenId];
        if (royalty.receiver == address(0)) {
            royalty = _defaultRoyaltyInfo;
        }
        uint256 amount = (salePrice * royalty.royaltyFraction) / _feeDenominator();
        return (royalty.receiver, amount);
    }

    function _setDefaultRoyalty(address receiver, uint96 numerator) internal virtual {
        _defaultRoyaltyInfo = RoyaltyInfo(receiver, numerator);
    }

    function _setTokenRoyalty(uint256 tokenId, address receiver, uint96 numerator) internal virtual {
        uint256 denominator = _feeDenominator();
        if (numerator > denominator) revert ERC2981InvalidRoyalty(tokenId, numerator, denominator);
        _tokenRoyaltyInfo[tokenId] = RoyaltyInfo(receiver, numerator);
    }
}

contract Editions is BatchNft, Royalties {
    function mint(uint256 quantity) external {
        _mint(msg.sender, quantity);
    }

    function setRoyalty(address receiver, uint96 numerator) external {
        _setDefaultRoyalty(receiver, numerator);
    }

    function setTokenRoyalty(uint256 tokenId, address receiver, uint96 numerator) external {
        _setTokenRoyalty(tokenId, receiver, numerator);
    }
}

//= deploy: ok
//= mint(uint256): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= mint(uint256): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000004] 0x
//= mint(uint256): revert MintZeroQuantity()
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000aa
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000aa
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000bb
//= ownerOf(uint256): revert OwnerQueryForNonexistentToken()
//= transferFrom(address,address,uint256): revert TransferCallerNotOwner()
//= transferFrom(address,address,uint256): revert TransferFromIncorrectOwner()
//= transferFrom(address,address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000cc
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000aa
//= packed(uint256): ok 2484552783462534960946264215617681133415085323059200000170
//= explicit(uint256): ok (0x00000000000000000000000000000000000000cc, 1700000200, false)
//= addressData(address): ok 2, 3, 0
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x
//= ownerOf(uint256): revert OwnerQueryForNonexistentToken()
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000bb
//= totalSupply(): ok 4
//= addressData(address): ok 1, 2, 1
//= tokensOf(address): ok [0, 2]
//= royaltyInfo(uint256,uint256): ok 0x0000000000000000000000000000000000000000, 0
//= setRoyalty(address,uint96): ok
//= setTokenRoyalty(uint256,address,uint96): revert ERC2981InvalidRoyalty(uint256,uint256,uint256) (1, 10001, 10000)
//= setTokenRoyalty(uint256,address,uint96): ok
//= royaltyInfo(uint256,uint256): ok 0x00000000000000000000000000000000000000ee, 249
//= royaltyInfo(uint256,uint256): ok 0x00000000000000000000000000000000000000dd, 999
