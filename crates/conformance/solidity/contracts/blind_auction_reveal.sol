// The blind auction of every tutorial, with amounts that are written down instead of paid out.
//? deploy(uint256 100, uint256 50, address 0x00000000000000000000000000000000000000be) time 1000
//? bidFor(uint256 5, bool false, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000) from 0xa1 value 7 time 1010
//? bidFor(uint256 9, bool true, bytes32 0x0200000000000000000000000000000000000000000000000000000000000000) from 0xa1 value 9 time 1011
//? bidFor(uint256 6, bool false, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000) from 0xa2 value 6 time 1012
//? reveal(uint256[] [5, 9], bool[] [false, true], bytes32[] [0x0100000000000000000000000000000000000000000000000000000000000000, 0x0200000000000000000000000000000000000000000000000000000000000000]) from 0xa1 time 1050
//? bidFor(uint256 6, bool false, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000) from 0xa2 value 6 time 1100
//? reveal(uint256[] [5, 9], bool[] [false, true], bytes32[] [0x0100000000000000000000000000000000000000000000000000000000000000, 0x0200000000000000000000000000000000000000000000000000000000000000]) from 0xa1 time 1110
//? reveal(uint256[] [6], bool[] [false], bytes32[] [0x0100000000000000000000000000000000000000000000000000000000000000]) from 0xa2 time 1111
//? reveal(uint256[] [6, 1], bool[] [false], bytes32[] [0x0100000000000000000000000000000000000000000000000000000000000000]) from 0xa2 time 1111
//? withdraw() from 0xa1
//? withdraw() from 0xa1
//? auctionEnd() time 1140
//? auctionEnd() time 1150
//? auctionEnd() time 1151
//? highestBidder()
//? bids(address 0x00000000000000000000000000000000000000a1, uint256 1)
//? bids(address 0x00000000000000000000000000000000000000a1, uint256 2)
pragma solidity ^0.8.4;

contract BlindAuction {
    struct Bid {
        bytes32 blindedBid;
        uint deposit;
    }

    address payable public beneficiary;
    uint public biddingEnd;
    uint public revealEnd;
    bool public ended;

    mapping(address => Bid[]) public bids;

    address public highestBidder;
    uint public highestBid;

    mapping(address => uint) pendingReturns;

    event AuctionEnded(address winner, uint highestBid);
    event Paid(address indexed to, uint amount);

    /// Called too early; try again at `time`.
    error TooEarly(uint time);
    /// Called too late.
    error TooLate(uint time);
    /// It has been called already.
    error AuctionEndAlreadyCalled();

    modifier onlyBefore(uint time) {
        if (block.timestamp >= time) revert TooLate(time);
        _;
    }
    modifier onlyAfter(uint time) {
        if (block.timestamp <= time) revert TooEarly(time);
        _;
    }

    constructor(uint biddingTime, uint revealTime, address payable beneficiaryAddress) {
        beneficiary = beneficiaryAddress;
        biddingEnd = block.timestamp + biddingTime;
        revealEnd = biddingEnd + revealTime;
    }

    function bidFor(uint value, bool fake, bytes32 secret) external payable returns (bytes32 blinded) {
        blinded = keccak256(abi.encodePacked(value, fake, secret));
        bid(blinded);
    }

    function bid(bytes32 blindedBid) public payable onlyBefore(biddingEnd) {
        bids[msg.sender].push(Bid({
            blindedBid: blindedBid,
            deposit: msg.value
        }));
    }

    function reveal(uint[] calldata values, bool[] calldata fakes, bytes32[] calldata secrets)
        external
        onlyAfter(biddingEnd)
        onlyBefore(revealEnd)
    {
        uint length = bids[msg.sender].length;
        require(values.length == length);
        require(fakes.length == length);
        require(secrets.length == length);

        uint refund;
        for (uint i = 0; i < length; i++) {
            Bid storage bidToCheck = bids[msg.sender][i];
            (uint value, bool fake, bytes32 secret) =
                    (values[i], fakes[i], secrets[i]);
            if (bidToCheck.blindedBid != keccak256(abi.encodePacked(value, fake, secret))) {
                continue;
            }
            refund += bidToCheck.deposit;
            if (!fake && bidToCheck.deposit >= value) {
                if (placeBid(msg.sender, value))
                    refund -= value;
            }
            bidToCheck.blindedBid = bytes32(0);
        }
        emit Paid(payable(msg.sender), refund);
    }

    function withdraw() external {
        uint amount = pendingReturns[msg.sender];
        if (amount > 0) {
            pendingReturns[msg.sender] = 0;
            emit Paid(msg.sender, amount);
        }
    }

    function auctionEnd() external onlyAfter(revealEnd) {
        if (ended) revert AuctionEndAlreadyCalled();
        emit AuctionEnded(highestBidder, highestBid);
        ended = true;
        emit Paid(beneficiary, highestBid);
    }

    function placeBid(address bidder, uint value) internal returns (bool success) {
        if (value <= highestBid) {
            return false;
        }
        if (highestBidder != address(0)) {
            pendingReturns[highestBidder] += highestBid;
        }
        highestBid = value;
        highestBidder = bidder;
        return true;
    }
}

//= deploy: ok
//= bidFor(uint256,bool,bytes32): ok 0xb27b380b3966758bef7b851772f64cb600cc30a397758d54ab0aad7c1c16e8d1
//= bidFor(uint256,bool,bytes32): ok 0xb71aa2d383246b614d3aba25a811f17782ffc4d499d2f43c4ad6eb282bbab316
//= bidFor(uint256,bool,bytes32): ok 0x0afc72f855d173dd8f99390bb328aea56f5337921f17d0f6227e38f9a5bc6f80
//= reveal(uint256[],bool[],bytes32[]): revert TooEarly(uint256) (1100)
//= bidFor(uint256,bool,bytes32): revert TooLate(uint256) (1100)
//= reveal(uint256[],bool[],bytes32[]): ok
//=   event Paid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x000000000000000000000000000000000000000000000000000000000000000b
//= reveal(uint256[],bool[],bytes32[]): ok
//=   event Paid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a2] 0x0000000000000000000000000000000000000000000000000000000000000000
//= reveal(uint256[],bool[],bytes32[]): revert
//= withdraw(): ok
//=   event Paid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x0000000000000000000000000000000000000000000000000000000000000005
//= withdraw(): ok
//= auctionEnd(): revert TooEarly(uint256) (1150)
//= auctionEnd(): revert TooEarly(uint256) (1150)
//= auctionEnd(): ok
//=   event AuctionEnded(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000a20000000000000000000000000000000000000000000000000000000000000006
//=   event Paid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000be] 0x0000000000000000000000000000000000000000000000000000000000000006
//= highestBidder(): ok 0x00000000000000000000000000000000000000a2
//= bids(address,uint256): ok 0x0000000000000000000000000000000000000000000000000000000000000000, 9
//= bids(address,uint256): revert
