// A will: the owner gives signs of life; when they stop, heirs take their shares. With guardians who can object.
//? deploy(uint256 1000) from 0x00000000000000000000000000000000000000aa time 1700000000
//? fund() value 1000 from 0x00000000000000000000000000000000000000aa
//? setHeirs(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc], uint16[] [7000, 3000]) from 0x00000000000000000000000000000000000000bb
//? setHeirs(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc], uint16[] [7000, 2999]) from 0x00000000000000000000000000000000000000aa
//? setHeirs(address[] [0x00000000000000000000000000000000000000bb], uint16[] [7000, 3000]) from 0x00000000000000000000000000000000000000aa
//? setHeirs(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc], uint16[] [7000, 3000]) from 0x00000000000000000000000000000000000000aa
//? setGuardians(address[3] [0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000003]) from 0x00000000000000000000000000000000000000aa
//? claim() from 0x00000000000000000000000000000000000000bb time 1700000999
//? heartbeat() from 0x00000000000000000000000000000000000000aa time 1700000900
//? claim() from 0x00000000000000000000000000000000000000bb time 1700001001
//? startClaim() from 0x00000000000000000000000000000000000000bb time 1700001901
//? startClaim() from 0x00000000000000000000000000000000000000dd time 1700001901
//? object() from 0x0000000000000000000000000000000000000001 time 1700001950
//? object() from 0x0000000000000000000000000000000000000001 time 1700001950
//? object() from 0x0000000000000000000000000000000000000004 time 1700001950
//? claim() from 0x00000000000000000000000000000000000000bb time 1700001960
//? object() from 0x0000000000000000000000000000000000000003 time 1700001970
//? claim() from 0x00000000000000000000000000000000000000bb time 1700009999
//? startClaim() from 0x00000000000000000000000000000000000000cc time 1700002971
//? claim() from 0x00000000000000000000000000000000000000cc time 1700003071
//? claim() from 0x00000000000000000000000000000000000000cc time 1700003072
//? claim() from 0x00000000000000000000000000000000000000cc time 1700003073
//? claim() from 0x00000000000000000000000000000000000000bb time 1700003074
//? inherited(address 0x00000000000000000000000000000000000000bb)
//? inherited(address 0x00000000000000000000000000000000000000cc)
//? estate()
//? objections()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract LastWill {
    struct Heir {
        uint16 basisPoints;
        bool claimed;
    }

    uint256 private constant WAITING = 100;
    uint16 private constant WHOLE = 10_000;

    address public immutable owner;
    uint256 public immutable silence;
    uint256 public lastSign;
    uint256 public claimStartedAt;
    uint256 public estate;
    uint256 private divided;
    mapping(address => Heir) public heirs;
    address[] private heirList;
    address[3] private guardians;
    uint8 public objections;
    mapping(address => uint256) public inherited;

    event SignOfLife(uint256 at);
    event ClaimStarted(address indexed by, uint256 at);
    event Objected(address indexed guardian, uint8 votes);
    event Inherited(address indexed heir, uint256 amount);

    modifier onlyOwner() {
        require(msg.sender == owner, "only the owner");
        _;
        lastSign = block.timestamp;
        claimStartedAt = 0;
        emit SignOfLife(block.timestamp);
    }

    modifier onlyHeir() {
        require(heirs[msg.sender].basisPoints != 0, "only heirs");
        _;
    }

    constructor(uint256 silence_) {
        owner = msg.sender;
        silence = silence_;
        lastSign = block.timestamp;
    }

    function fund() external payable {
        estate += msg.value;
    }

    function heartbeat() external onlyOwner {}

    function setHeirs(address[] calldata list, uint16[] calldata shares) external onlyOwner {
        require(list.length == shares.length, "lengths differ");
        for (uint256 i = 0; i < heirList.length; i++) {
            delete heirs[heirList[i]];
        }
        delete heirList;
        uint16 sum;
        for (uint256 i = 0; i < list.length; i++) {
            heirs[list[i]].basisPoints = shares[i];
            heirList.push(list[i]);
            sum += shares[i];
        }
        require(sum == WHOLE, "shares do not add up");
    }

    function setGuardians(address[3] memory list) external onlyOwner {
        guardians = list;
    }

    function startClaim() external onlyHeir {
        require(block.timestamp > lastSign + silence, "the owner lives");
        claimStartedAt = block.timestamp;
        objections = 0;
        emit ClaimStarted(msg.sender, block.timestamp);
    }

    /// @dev Each guardian has one bit; two of three stop the claim and count as a sign of life.
    function object() external {
        require(claimStartedAt != 0, "no claim");
        for (uint8 i = 0; i < guardians.length; i++) {
            if (guardians[i] != msg.sender) continue;
            uint8 bit = uint8(1) << i;
            require(objections & bit == 0, "objected already");
            objections |= bit;
            emit Objected(msg.sender, objections);
            if (objections & (objections - 1) != 0) {
                lastSign = block.timestamp;
                claimStartedAt = 0;
            }
            return;
        }
        revert("not a guardian");
    }

    function claim() external onlyHeir returns (uint256 amount) {
        require(claimStartedAt != 0, "no claim");
        require(block.timestamp > claimStartedAt + WAITING, "wait");
        Heir storage heir = heirs[msg.sender];
        require(!heir.claimed, "claimed");
        heir.claimed = true;
        if (divided == 0) divided = estate;
        amount = divided * heir.basisPoints / WHOLE;
        estate -= amount;
        inherited[msg.sender] += amount;
        emit Inherited(msg.sender, amount);
    }
}

//= deploy: ok
//= fund(): ok
//= setHeirs(address[],uint16[]): revert "only the owner"
//= setHeirs(address[],uint16[]): revert "shares do not add up"
//= setHeirs(address[],uint16[]): revert "lengths differ"
//= setHeirs(address[],uint16[]): ok
//=   event SignOfLife(uint256) [] 0x000000000000000000000000000000000000000000000000000000006553f100
//= setGuardians(address[3]): ok
//=   event SignOfLife(uint256) [] 0x000000000000000000000000000000000000000000000000000000006553f100
//= claim(): revert "no claim"
//= heartbeat(): ok
//=   event SignOfLife(uint256) [] 0x000000000000000000000000000000000000000000000000000000006553f484
//= claim(): revert "no claim"
//= startClaim(): ok
//=   event ClaimStarted(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000006553f86d
//= startClaim(): revert "only heirs"
//= object(): ok
//=   event Objected(address,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000001
//= object(): revert "objected already"
//= object(): revert "not a guardian"
//= claim(): revert "wait"
//= object(): ok
//=   event Objected(address,uint8) [0x0000000000000000000000000000000000000000000000000000000000000003] 0x0000000000000000000000000000000000000000000000000000000000000005
//= claim(): revert "no claim"
//= startClaim(): ok
//=   event ClaimStarted(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000006553fc9b
//= claim(): revert "wait"
//= claim(): ok 300
//=   event Inherited(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000012c
//= claim(): revert "claimed"
//= claim(): ok 700
//=   event Inherited(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000002bc
//= inherited(address): ok 700
//= inherited(address): ok 300
//= estate(): ok 0
//= objections(): ok 0
