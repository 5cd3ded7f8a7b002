// Listings, offers, royalties and fees; tokens and money are entries in the contract's own books.
//? deploy(uint96 250) from 0x00000000000000000000000000000000000000aa
//? mint(uint256 1, uint96 500) from 0x00000000000000000000000000000000000000bb
//? mint(uint256 2, uint96 0) from 0x00000000000000000000000000000000000000bb
//? mint(uint256 3, uint96 10001) from 0x00000000000000000000000000000000000000bb
//? list(uint256 1, uint256 1000) from 0x00000000000000000000000000000000000000cc
//? list(uint256 1, uint256 0) from 0x00000000000000000000000000000000000000bb
//? list(uint256 1, uint256 1000) from 0x00000000000000000000000000000000000000bb
//? buy(uint256 1) value 999 from 0x00000000000000000000000000000000000000cc
//? buy(uint256 1) value 1000 from 0x00000000000000000000000000000000000000bb
//? buy(uint256 1) value 1000 from 0x00000000000000000000000000000000000000cc
//? buy(uint256 1) value 1000 from 0x00000000000000000000000000000000000000dd
//? list(uint256 1, uint256 3001) from 0x00000000000000000000000000000000000000cc
//? buy(uint256 1) value 3001 from 0x00000000000000000000000000000000000000dd
//? makeOffer(uint256 2) value 77 from 0x00000000000000000000000000000000000000dd
//? makeOffer(uint256 2) value 80 from 0x00000000000000000000000000000000000000cc
//? acceptOffer(uint256 2, address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000cc
//? acceptOffer(uint256 2, address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000bb
//? withdrawOffer(uint256 2) from 0x00000000000000000000000000000000000000cc
//? withdrawOffer(uint256 2) from 0x00000000000000000000000000000000000000dd
//? proceeds(address 0x00000000000000000000000000000000000000aa)
//? proceeds(address 0x00000000000000000000000000000000000000bb)
//? proceeds(address 0x00000000000000000000000000000000000000cc)
//? ownerOf(uint256 2)
//? listings(uint256 1)
//? withdrawProceeds() from 0x00000000000000000000000000000000000000bb
//? withdrawProceeds() from 0x00000000000000000000000000000000000000bb

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.7;

contract NftMarketplace {
    error PriceNotMet(uint256 tokenId, uint256 price, uint256 sent);
    error ItemNotForSale(uint256 tokenId);
    error NotOwner();
    error NoProceeds();
    error PriceMustBeAboveZero();
    error OwnItem();
    error NoOffer(uint256 tokenId, address from);

    struct Listing {
        uint256 price;
        address seller;
    }

    struct Royalty {
        address creator;
        uint96 basisPoints;
    }

    uint96 private constant DENOMINATOR = 10_000;
    address public immutable operator;
    uint96 public immutable feeBasisPoints;

    mapping(uint256 => address) public ownerOf;
    mapping(uint256 => Royalty) public royalties;
    mapping(uint256 => Listing) public listings;
    mapping(uint256 tokenId => mapping(address bidder => uint256 amount)) public offers;
    mapping(address => uint256) public proceeds;

    event ItemListed(address indexed seller, uint256 indexed tokenId, uint256 price);
    event ItemSold(address indexed buyer, uint256 indexed tokenId, uint256 price, uint256 royalty, uint256 fee);
    event OfferMade(address indexed from, uint256 indexed tokenId, uint256 amount);

    modifier isTokenOwner(uint256 tokenId, address account) {
        if (ownerOf[tokenId] != account) {
            revert NotOwner();
        }
        _;
    }

    constructor(uint96 fee) {
        operator = msg.sender;
        feeBasisPoints = fee;
    }

    function mint(uint256 tokenId, uint96 royalty) external {
        require(ownerOf[tokenId] == address(0), "minted");
        require(royalty <= DENOMINATOR, "royalty too high");
        ownerOf[tokenId] = msg.sender;
        royalties[tokenId] = Royalty(msg.sender, royalty);
    }

    function list(uint256 tokenId, uint256 price) external isTokenOwner(tokenId, msg.sender) {
        if (price <= 0) {
            revert PriceMustBeAboveZero();
        }
        listings[tokenId] = Listing(price, msg.sender);
        emit ItemListed(msg.sender, tokenId, price);
    }

    function buy(uint256 tokenId) external payable {
        Listing memory item = listings[tokenId];
        if (item.seller == address(0)) revert ItemNotForSale(tokenId);
        if (item.seller == msg.sender) revert OwnItem();
        if (msg.value != item.price) revert PriceNotMet(tokenId, item.price, msg.value);
        delete (listings[tokenId]);
        _settle(tokenId, item.seller, msg.sender, msg.value);
    }

    function makeOffer(uint256 tokenId) external payable {
        require(ownerOf[tokenId] != address(0), "no such token");
        offers[tokenId][msg.sender] += msg.value;
        emit OfferMade(msg.sender, tokenId, offers[tokenId][msg.sender]);
    }

    function acceptOffer(uint256 tokenId, address from) external isTokenOwner(tokenId, msg.sender) {
        uint256 amount = _takeOffer(tokenId, from);
        delete listings[tokenId];
        _settle(tokenId, msg.sender, from, amount);
    }

    function withdrawOffer(uint256 tokenId) external {
        proceeds[msg.sender] += _takeOffer(tokenId, msg.sender);
    }

    function withdrawProceeds() external returns (uint256 amount) {
        amount = proceeds[msg.sender];
        if (amount <= 0) {
            revert NoProceeds();
        }
        proceeds[msg.sender] = 0;
    }

    function royaltyInfo(uint256 tokenId, uint256 price) public view returns (address, uint256) {
        Royalty memory royalty = royalties[tokenId];
        return (royalty.creator, (price * royalty.basisPoints) / DENOMINATOR);
    }

    function _takeOffer(uint256 tokenId, address from) private returns (uint256 amount) {
        amount = offers[tokenId][from];
        if (amount == 0) revert NoOffer(tokenId, from);
        delete offers[tokenId][from];
    }

    function _settle(uint256 tokenId, address seller, address buyer, uint256 price) private {
        (address creator, uint256 royalty) = royaltyInfo(tokenId, price);
        uint256 fee = (price * feeBasisPoints) / DENOMINATOR;
        if (creator == seller) {
            royalty = 0;
        }
        proceeds[creator] += royalty;
        proceeds[operator] += fee;
        proceeds[seller] += price - royalty - fee;
        ownerOf[tokenId] = buyer;
        emit ItemSold(buyer, tokenId, price, royalty, fee);
    }
}

//= deploy: ok
//= mint(uint256,uint96): ok
//= mint(uint256,uint96): ok
//= mint(uint256,uint96): revert "royalty too high"
//= list(uint256,uint256): revert NotOwner()
//= list(uint256,uint256): revert PriceMustBeAboveZero()
//= list(uint256,uint256): ok
//=   event ItemListed(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= buy(uint256): revert PriceNotMet(uint256,uint256,uint256) (1, 1000, 999)
//= buy(uint256): revert OwnItem()
//= buy(uint256): ok
//=   event ItemSold(address,uint256,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000003e800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000019
//= buy(uint256): revert ItemNotForSale(uint256) (1)
//= list(uint256,uint256): ok
//=   event ItemListed(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000bb9
//= buy(uint256): ok
//=   event ItemSold(address,uint256,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000bb90000000000000000000000000000000000000000000000000000000000000096000000000000000000000000000000000000000000000000000000000000004b
//= makeOffer(uint256): ok
//=   event OfferMade(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x000000000000000000000000000000000000000000000000000000000000004d
//= makeOffer(uint256): ok
//=   event OfferMade(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x0000000000000000000000000000000000000000000000000000000000000050
//= acceptOffer(uint256,address): revert NotOwner()
//= acceptOffer(uint256,address): ok
//=   event ItemSold(address,uint256,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x000000000000000000000000000000000000000000000000000000000000004d00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
//= withdrawOffer(uint256): ok
//= withdrawOffer(uint256): revert NoOffer(uint256,address) (2, 0x00000000000000000000000000000000000000dd)
//= proceeds(address): ok 101
//= proceeds(address): ok 1201
//= proceeds(address): ok 2856
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000dd
//= listings(uint256): ok 0, 0x0000000000000000000000000000000000000000
//= withdrawProceeds(): ok 1201
//= withdrawProceeds(): revert NoProceeds()
