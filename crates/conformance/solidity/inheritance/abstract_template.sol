// A template with hooks that derived contracts fill in, called through the base and by name.
//? process(uint256 10)
//? describe()
//? Base_limit()
pragma solidity ^0.8.20;

abstract contract Base {
    uint256 internal constant LIMIT = 100;
    event Done(string who, uint256 n);

    function process(uint256 n) external returns (uint256) {
        require(n < LIMIT, "limit");
        uint256 r = before(n);
        r = change(r);
        done(r);
        return r;
    }

    function before(uint256 n) internal virtual returns (uint256) { return n; }
    function change(uint256 n) internal virtual returns (uint256);
    function done(uint256 n) internal virtual { emit Done(describe(), n); }
    function describe() public pure virtual returns (string memory) { return "base"; }
}

abstract contract Doubling is Base {
    function change(uint256 n) internal virtual override returns (uint256) { return n * 2; }
    function describe() public pure virtual override returns (string memory) {
        return string.concat("doubling ", super.describe());
    }
}

contract Final is Doubling {
    function before(uint256 n) internal override returns (uint256) { return Base.before(n) + 1; }
    function change(uint256 n) internal override returns (uint256) { return Doubling.change(n) - 1; }
    function done(uint256 n) internal override { super.done(n); super.done(n + 1); }
    function Base_limit() external pure returns (uint256) { return LIMIT; }
}

//= deploy: ok
//= process(uint256): ok 21
//=   event Done(string,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000015000000000000000000000000000000000000000000000000000000000000000d646f75626c696e67206261736500000000000000000000000000000000000000
//=   event Done(string,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000016000000000000000000000000000000000000000000000000000000000000000d646f75626c696e67206261736500000000000000000000000000000000000000
//= describe(): ok "doubling base"
//= Base_limit(): ok 100
