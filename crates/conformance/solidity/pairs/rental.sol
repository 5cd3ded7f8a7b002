// Rental agreement: deposit, monthly rent, late fees, damages, return of the deposit.
//? deploy(uint256 1000, uint256 2000, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa time 1700000000
//? sign() value 1999 from 0x00000000000000000000000000000000000000bb time 1700000000
//? sign() value 2000 from 0x00000000000000000000000000000000000000cc time 1700000000
//? sign() value 2000 from 0x00000000000000000000000000000000000000bb time 1700000000
//? payRent() value 1000 from 0x00000000000000000000000000000000000000bb time 1700000100
//? dueNow() time 1702592000
//? dueNow() time 1703200000
//? payRent() value 1000 from 0x00000000000000000000000000000000000000bb time 1703200000
//? payRent() value 1050 from 0x00000000000000000000000000000000000000bb time 1703200000
//? monthsPaid()
//? claimDamage(uint256 2500, string "window") from 0x00000000000000000000000000000000000000aa time 1705000000
//? claimDamage(uint256 300, string "window") from 0x00000000000000000000000000000000000000aa time 1705000000
//? disputeDamage(uint256 0) from 0x00000000000000000000000000000000000000aa
//? disputeDamage(uint256 0) from 0x00000000000000000000000000000000000000bb
//? acceptDamage(uint256 0) from 0x00000000000000000000000000000000000000bb
//? claimDamage(uint256 200, string "door") from 0x00000000000000000000000000000000000000aa time 1705000000
//? acceptDamage(uint256 1) from 0x00000000000000000000000000000000000000bb
//? end() from 0x00000000000000000000000000000000000000cc time 1705300000
//? end() from 0x00000000000000000000000000000000000000bb time 1705300000
//? balances(address 0x00000000000000000000000000000000000000aa)
//? balances(address 0x00000000000000000000000000000000000000bb)
//? payRent() value 1000 from 0x00000000000000000000000000000000000000bb time 1705400000
//? state()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract RentalAgreement {
    enum State { Created, Active, Terminated }
    enum DamageState { Claimed, Disputed, Accepted }

    struct Damage {
        uint256 amount;
        string what;
        DamageState state;
    }

    address payable public immutable landlord;
    address payable public immutable tenant;
    uint256 public immutable rent;
    uint256 public immutable securityDeposit;
    uint256 public constant LATE_FEE_PERCENT = 5;
    uint256 public constant GRACE = 5 days;

    State public state = State.Created;
    uint256 public startedAt;
    uint256 public monthsPaid;
    uint256 public depositLeft;
    Damage[] public damages;
    mapping(address => uint256) public balances;

    event Signed(address indexed tenant, uint256 deposit);
    event RentPaid(uint256 indexed month, uint256 amount, uint256 lateFee);
    event DamageClaimed(uint256 indexed id, uint256 amount, string what);
    event Ended(uint256 returnedDeposit);

    modifier onlyLandlord() {
        require(msg.sender == landlord, "Rental: landlord only");
        _;
    }

    modifier onlyTenant() {
        require(msg.sender == tenant, "Rental: tenant only");
        _;
    }

    modifier whileIn(State s) {
        require(state == s, "Rental: wrong state");
        _;
    }

    constructor(uint256 _rent, uint256 _deposit, address _tenant) {
        landlord = payable(msg.sender);
        tenant = payable(_tenant);
        rent = _rent;
        securityDeposit = _deposit;
    }

    function sign() external payable onlyTenant whileIn(State.Created) {
        require(msg.value == securityDeposit, "Rental: wrong deposit");
        depositLeft = msg.value;
        startedAt = block.timestamp;
        state = State.Active;
        emit Signed(msg.sender, msg.value);
    }

    function dueNow() public view returns (uint256 amount, uint256 lateFee) {
        uint256 dueAt = startedAt + monthsPaid * 30 days;
        amount = rent;
        if (block.timestamp > dueAt + GRACE) {
            lateFee = rent * LATE_FEE_PERCENT / 100;
        }
    }

    function payRent() external payable onlyTenant whileIn(State.Active) {
        (uint256 amount, uint256 lateFee) = dueNow();
        require(msg.value == amount + lateFee, "Rental: wrong amount");
        balances[landlord] += msg.value;
        emit RentPaid(++monthsPaid, amount, lateFee);
    }

    function claimDamage(uint256 amount, string calldata what) external onlyLandlord whileIn(State.Active) {
        require(amount <= depositLeft, "Rental: more than the deposit");
        damages.push(Damage(amount, what, DamageState.Claimed));
        emit DamageClaimed(damages.length - 1, amount, what);
    }

    function disputeDamage(uint256 id) external onlyTenant {
        _setDamage(id, DamageState.Disputed);
    }

    function acceptDamage(uint256 id) external onlyTenant {
        _setDamage(id, DamageState.Accepted);
        depositLeft -= damages[id].amount;
        balances[landlord] += damages[id].amount;
    }

    function end() external whileIn(State.Active) {
        require(msg.sender == landlord || msg.sender == tenant, "Rental: parties only");
        uint256 disputed;
        for (uint256 i = 0; i < damages.length; ++i) {
            if (damages[i].state != DamageState.Accepted) disputed += damages[i].amount;
        }
        uint256 shared = (disputed < depositLeft ? disputed : depositLeft) / 2;
        balances[landlord] += shared;
        balances[tenant] += depositLeft - shared;
        emit Ended(depositLeft - shared);
        depositLeft = 0;
        state = State.Terminated;
    }

    function _setDamage(uint256 id, DamageState to) private {
        Damage storage damage = damages[id];
        require(damage.state == DamageState.Claimed, "Rental: decided");
        damage.state = to;
    }
}

//= deploy: ok
//= sign(): revert "Rental: wrong deposit"
//= sign(): revert "Rental: tenant only"
//= sign(): ok
//=   event Signed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000007d0
//= payRent(): ok
//=   event RentPaid(uint256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000003e80000000000000000000000000000000000000000000000000000000000000000
//= dueNow(): ok 1000, 0
//= dueNow(): ok 1000, 50
//= payRent(): revert "Rental: wrong amount"
//= payRent(): ok
//=   event RentPaid(uint256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x00000000000000000000000000000000000000000000000000000000000003e80000000000000000000000000000000000000000000000000000000000000032
//= monthsPaid(): ok 2
//= claimDamage(uint256,string): revert "Rental: more than the deposit"
//= claimDamage(uint256,string): ok
//=   event DamageClaimed(uint256,uint256,string) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000012c0000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000000677696e646f770000000000000000000000000000000000000000000000000000
//= disputeDamage(uint256): revert "Rental: tenant only"
//= disputeDamage(uint256): ok
//= acceptDamage(uint256): revert "Rental: decided"
//= claimDamage(uint256,string): ok
//=   event DamageClaimed(uint256,uint256,string) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000c800000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000004646f6f7200000000000000000000000000000000000000000000000000000000
//= acceptDamage(uint256): ok
//= end(): revert "Rental: parties only"
//= end(): ok
//=   event Ended(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000672
//= balances(address): ok 2400
//= balances(address): ok 1650
//= payRent(): revert "Rental: wrong state"
//= state(): ok 2
