// Vesting wallets with cliffs and curves chosen by overriding; a diamond with super and receive-like deposits.
//? deploy(address 0x00000000000000000000000000000000000000be, uint64 1000, uint64 1000, uint64 250) value 1000 from 0xaa
//? releasable() time 1100
//? releasable() time 1250
//? release() time 1250 from 0xbe
//? release() time 1500 from 0xbe
//? release() time 1501
//? vestedAmount(uint64 999)
//? vestedAmount(uint64 1249)
//? vestedAmount(uint64 1251)
//? vestedAmount(uint64 3000)
//? deposit() value 500 from 0xcc time 1600
//? release() time 9999 from 0xbe
//? schedule()
//? trail()
pragma solidity ^0.8.20;

abstract contract Named {
    string[] internal log;
    function trace(string memory what) internal virtual { log.push(what); }
}

abstract contract VestingWallet is Named {
    event Released(address indexed to, uint256 amount);

    uint256 private _released;
    uint256 internal _received;
    uint64 private immutable _start;
    uint64 private immutable _duration;
    address private immutable _beneficiary;

    constructor(address beneficiary, uint64 startTimestamp, uint64 durationSeconds) payable {
        _beneficiary = beneficiary;
        _start = startTimestamp;
        _duration = durationSeconds;
        _received = msg.value;
    }

    modifier onlyBeneficiary() virtual {
        require(msg.sender == _beneficiary, "not yours");
        _;
    }

    function start() public view virtual returns (uint256) { return _start; }
    function duration() public view virtual returns (uint256) { return _duration; }
    function end() public view virtual returns (uint256) { return start() + duration(); }

    function releasable() public view virtual returns (uint256) {
        return vestedAmount(uint64(block.timestamp)) - _released;
    }

    function release() public virtual onlyBeneficiary returns (uint256 amount) {
        trace("release");
        amount = releasable();
        _released += amount;
        emit Released(_beneficiary, amount);
    }

    function vestedAmount(uint64 timestamp) public view virtual returns (uint256) {
        return _vestingSchedule(_received, timestamp);
    }

    function _vestingSchedule(uint256 totalAllocation, uint64 timestamp) internal view virtual returns (uint256) {
        if (timestamp < start()) {
            return 0;
        } else if (timestamp >= end()) {
            return totalAllocation;
        } else {
            return (totalAllocation * (timestamp - start())) / duration();
        }
    }
}

abstract contract VestingWalletCliff is VestingWallet {
    uint64 private immutable _cliff;
    error InvalidCliffDuration(uint64 cliffSeconds, uint64 durationSeconds);

    constructor(uint64 cliffSeconds) {
        if (cliffSeconds > duration()) {
            revert InvalidCliffDuration(cliffSeconds, uint64(duration()));
        }
        _cliff = uint64(start()) + cliffSeconds;
    }

    function cliff() public view virtual returns (uint256) { return _cliff; }

    function _vestingSchedule(uint256 totalAllocation, uint64 timestamp) internal view virtual override returns (uint256) {
        return timestamp < cliff() ? 0 : super._vestingSchedule(totalAllocation, timestamp);
    }
}

abstract contract VestingWalletTax is VestingWallet {
    uint256 private constant TAX = 10;

    function _vestingSchedule(uint256 totalAllocation, uint64 timestamp) internal view virtual override returns (uint256) {
        uint256 all = super._vestingSchedule(totalAllocation, timestamp);
        return all - all * TAX / 100;
    }

    function trace(string memory what) internal virtual override {
        super.trace(string.concat("taxed ", what));
    }
}

contract Wallet is VestingWalletCliff, VestingWalletTax {
    constructor(address b, uint64 s, uint64 d, uint64 c) payable VestingWallet(b, s, d) VestingWalletCliff(c) {
        trace("made");
    }

    function _vestingSchedule(uint256 a, uint64 t) internal view override(VestingWalletCliff, VestingWalletTax) returns (uint256) {
        return super._vestingSchedule(a, t);
    }

    function trace(string memory what) internal override(Named, VestingWalletTax) {
        VestingWalletTax.trace(what);
    }

    function deposit() external payable { _received += msg.value; trace("deposit"); }
    function schedule() external view returns (uint256, uint256, uint256, uint256) { return (start(), duration(), end(), cliff()); }
    function trail() external view returns (string[] memory) { return log; }
}

//= deploy: ok
//= releasable(): ok 0
//= releasable(): ok 225
//= release(): ok 225
//=   event Released(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000be] 0x00000000000000000000000000000000000000000000000000000000000000e1
//= release(): ok 225
//=   event Released(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000be] 0x00000000000000000000000000000000000000000000000000000000000000e1
//= release(): revert "not yours"
//= vestedAmount(uint64): ok 0
//= vestedAmount(uint64): ok 0
//= vestedAmount(uint64): ok 226
//= vestedAmount(uint64): ok 900
//= deposit(): ok
//= release(): ok 900
//=   event Released(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000be] 0x0000000000000000000000000000000000000000000000000000000000000384
//= schedule(): ok 1000, 1000, 2000, 1250
//= trail(): ok ["taxed made", "taxed release", "taxed release", "taxed deposit", "taxed release"]
