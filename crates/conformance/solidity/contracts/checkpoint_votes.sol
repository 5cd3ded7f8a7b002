// Votes that are delegated and looked up in the past: an array of packed checkpoints and a binary search.
//? mint(address 0x00000000000000000000000000000000000000a1, uint256 100) block 10
//? mint(address 0x00000000000000000000000000000000000000a2, uint256 40) block 11
//? delegate(address 0x00000000000000000000000000000000000000a1) from 0xa1 block 12
//? delegate(address 0x00000000000000000000000000000000000000a1) from 0xa2 block 14
//? transfer(address 0x00000000000000000000000000000000000000a3, uint256 30) from 0xa1 block 16
//? transfer(address 0x00000000000000000000000000000000000000a3, uint256 30) from 0xa1 block 16
//? getVotes(address 0x00000000000000000000000000000000000000a1) block 20
//? getPastVotes(address 0x00000000000000000000000000000000000000a1, uint256 11) block 20
//? getPastVotes(address 0x00000000000000000000000000000000000000a1, uint256 12) block 20
//? getPastVotes(address 0x00000000000000000000000000000000000000a1, uint256 15) block 20
//? getPastVotes(address 0x00000000000000000000000000000000000000a1, uint256 19) block 20
//? getPastVotes(address 0x00000000000000000000000000000000000000a1, uint256 20) block 20
//? getPastTotalSupply(uint256 10) block 20
//? numCheckpoints(address 0x00000000000000000000000000000000000000a1)
//? checkpoints(address 0x00000000000000000000000000000000000000a1, uint32 2)
//? transfer(address 0x00000000000000000000000000000000000000a3, uint256 1000) from 0xa1 block 21
pragma solidity ^0.8.20;

library SafeCast {
    error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value);

    function toUint208(uint256 value) internal pure returns (uint208) {
        if (value > type(uint208).max) revert SafeCastOverflowedUintDowncast(208, value);
        return uint208(value);
    }

    function toUint48(uint256 value) internal pure returns (uint48) {
        if (value > type(uint48).max) revert SafeCastOverflowedUintDowncast(48, value);
        return uint48(value);
    }
}

library Checkpoints {
    error CheckpointUnorderedInsertion();

    struct Trace208 {
        Checkpoint208[] _checkpoints;
    }

    struct Checkpoint208 {
        uint48 _key;
        uint208 _value;
    }

    function push(Trace208 storage self, uint48 key, uint208 value) internal returns (uint208, uint208) {
        return _insert(self._checkpoints, key, value);
    }

    function upperLookup(Trace208 storage self, uint48 key) internal view returns (uint208) {
        uint256 len = self._checkpoints.length;
        uint256 pos = _upperBinaryLookup(self._checkpoints, key, 0, len);
        return pos == 0 ? 0 : self._checkpoints[pos - 1]._value;
    }

    function latest(Trace208 storage self) internal view returns (uint208) {
        uint256 pos = self._checkpoints.length;
        return pos == 0 ? 0 : self._checkpoints[pos - 1]._value;
    }

    function length(Trace208 storage self) internal view returns (uint256) {
        return self._checkpoints.length;
    }

    function at(Trace208 storage self, uint32 pos) internal view returns (Checkpoint208 memory) {
        return self._checkpoints[pos];
    }

    function _insert(Checkpoint208[] storage self, uint48 key, uint208 value) private returns (uint208 oldValue, uint208 newValue) {
        uint256 pos = self.length;
        if (pos > 0) {
            Checkpoint208 storage last = self[pos - 1];
            uint48 lastKey = last._key;
            uint208 lastValue = last._value;
            if (lastKey > key) revert CheckpointUnorderedInsertion();
            if (lastKey == key) {
                last._value = value;
            } else {
                self.push(Checkpoint208({_key: key, _value: value}));
            }
            return (lastValue, value);
        } else {
            self.push(Checkpoint208({_key: key, _value: value}));
            return (0, value);
        }
    }

    function _upperBinaryLookup(Checkpoint208[] storage self, uint48 key, uint256 low, uint256 high) private view returns (uint256) {
        while (low < high) {
            uint256 mid = (low & high) + (low ^ high) / 2;
            if (self[mid]._key > key) {
                high = mid;
            } else {
                low = mid + 1;
            }
        }
        return high;
    }
}

abstract contract Votes {
    using Checkpoints for Checkpoints.Trace208;

    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes);

    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);

    mapping(address account => address) private _delegatee;
    mapping(address delegatee => Checkpoints.Trace208) private _delegateCheckpoints;
    Checkpoints.Trace208 private _totalCheckpoints;

    function clock() public view virtual returns (uint48) {
        return SafeCast.toUint48(block.number);
    }

    function _validateTimepoint(uint256 timepoint) internal view returns (uint48) {
        uint48 currentTimepoint = clock();
        if (timepoint >= currentTimepoint) revert ERC5805FutureLookup(timepoint, currentTimepoint);
        return SafeCast.toUint48(timepoint);
    }

    function getVotes(address account) public view virtual returns (uint256) {
        return _delegateCheckpoints[account].latest();
    }

    function getPastVotes(address account, uint256 timepoint) public view virtual returns (uint256) {
        return _delegateCheckpoints[account].upperLookup(_validateTimepoint(timepoint));
    }

    function getPastTotalSupply(uint256 timepoint) public view virtual returns (uint256) {
        return _totalCheckpoints.upperLookup(_validateTimepoint(timepoint));
    }

    function delegates(address account) public view virtual returns (address) {
        return _delegatee[account];
    }

    function delegate(address delegatee) public virtual {
        address account = msg.sender;
        address oldDelegate = delegates(account);
        _delegatee[account] = delegatee;
        emit DelegateChanged(account, oldDelegate, delegatee);
        _moveDelegateVotes(oldDelegate, delegatee, _getVotingUnits(account));
    }

    function _transferVotingUnits(address from, address to, uint256 amount) internal virtual {
        if (from == address(0)) _push(_totalCheckpoints, _add, SafeCast.toUint208(amount));
        if (to == address(0)) _push(_totalCheckpoints, _subtract, SafeCast.toUint208(amount));
        _moveDelegateVotes(delegates(from), delegates(to), amount);
    }

    function _moveDelegateVotes(address from, address to, uint256 amount) internal virtual {
        if (from != to && amount > 0) {
            if (from != address(0)) {
                (uint256 oldValue, uint256 newValue) = _push(_delegateCheckpoints[from], _subtract, SafeCast.toUint208(amount));
                emit DelegateVotesChanged(from, oldValue, newValue);
            }
            if (to != address(0)) {
                (uint256 oldValue, uint256 newValue) = _push(_delegateCheckpoints[to], _add, SafeCast.toUint208(amount));
                emit DelegateVotesChanged(to, oldValue, newValue);
            }
        }
    }

    function numCheckpoints(address account) public view returns (uint32) {
        return uint32(_delegateCheckpoints[account].length());
    }

    function checkpoints(address account, uint32 pos) public view returns (Checkpoints.Checkpoint208 memory) {
        return _delegateCheckpoints[account].at(pos);
    }

    function _push(
        Checkpoints.Trace208 storage store,
        function(uint208, uint208) view returns (uint208) op,
        uint208 delta
    ) private returns (uint208 oldValue, uint208 newValue) {
        return store.push(clock(), op(store.latest(), delta));
    }

    function _add(uint208 a, uint208 b) private pure returns (uint208) {
        return a + b;
    }

    function _subtract(uint208 a, uint208 b) private pure returns (uint208) {
        return a - b;
    }

    function _getVotingUnits(address) internal view virtual returns (uint256);
}

contract VotesToken is Votes {
    mapping(address => uint256) public balanceOf;
    error InsufficientBalance(address from, uint256 balance, uint256 needed);

    function _update(address from, address to, uint256 value) internal {
        if (from != address(0)) {
            uint256 fromBalance = balanceOf[from];
            if (fromBalance < value) revert InsufficientBalance(from, fromBalance, value);
            unchecked {
                balanceOf[from] = fromBalance - value;
            }
        }
        balanceOf[to] += value;
        _transferVotingUnits(from, to, value);
    }

    function mint(address to, uint256 value) external {
        _update(address(0), to, value);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _update(msg.sender, to, value);
        return true;
    }

    function _getVotingUnits(address account) internal view override returns (uint256) {
        return balanceOf[account];
    }
}

//= deploy: ok
//= mint(address,uint256): ok
//= mint(address,uint256): ok
//= delegate(address): ok
//=   event DelegateChanged(address,address,address) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a1] 0x
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000064
//= delegate(address): ok
//=   event DelegateChanged(address,address,address) [0x00000000000000000000000000000000000000000000000000000000000000a2, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a1] 0x
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x0000000000000000000000000000000000000000000000000000000000000064000000000000000000000000000000000000000000000000000000000000008c
//= transfer(address,uint256): ok true
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x000000000000000000000000000000000000000000000000000000000000008c000000000000000000000000000000000000000000000000000000000000006e
//= transfer(address,uint256): ok true
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x000000000000000000000000000000000000000000000000000000000000006e0000000000000000000000000000000000000000000000000000000000000050
//= getVotes(address): ok 80
//= getPastVotes(address,uint256): ok 0
//= getPastVotes(address,uint256): ok 100
//= getPastVotes(address,uint256): ok 140
//= getPastVotes(address,uint256): ok 80
//= getPastVotes(address,uint256): revert ERC5805FutureLookup(uint256,uint48) (20, 20)
//= getPastTotalSupply(uint256): ok 100
//= numCheckpoints(address): ok 3
//= checkpoints(address,uint32): ok (16, 80)
//= transfer(address,uint256): revert InsufficientBalance(address,uint256,uint256) (0x00000000000000000000000000000000000000a1, 40, 1000)
