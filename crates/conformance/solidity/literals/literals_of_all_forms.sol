// Units, hexadecimal, underscores, rationals, unicode, escapes.
//? numbers()
//? times()
//? texts()
//? fractions()
pragma solidity ^0.8.20;

contract Test {
    function numbers() external pure returns (uint256, uint256, int256, uint256, bytes4, uint8) {
        return (1_000_000, 0xFF_FF, -1e3, 2.5e1, 0xdeadbeef, 0x0a);
    }

    function times() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        return (1 weeks + 2 days, 3 hours - 5 minutes, 1.5 ether, 0.5 gwei, 7 seconds * 2 wei);
    }

    function texts() external pure returns (string memory, string memory, bytes memory, bytes6, string memory) {
        return ("tab\there\n\"quoted\" \x41\u00e9", unicode"snow ☃", hex"00_11" hex"22", "sixby!", "one " "two");
    }

    function fractions() external pure returns (uint256, int256, uint256, uint256) {
        return (1 / 3 * 3, -7 / 2 * 2, (2 ** 800 + 2 ** 799) / 2 ** 799, 10 ** 18 / 4.0);
    }
}

//= deploy: ok
//= numbers(): ok 1000000, 65535, -1000, 25, 0xdeadbeef, 10
//= times(): ok 777600, 10500, 1500000000000000000, 500000000, 14
//= texts(): ok "tab\there\n\"quoted\" Aé", "snow ☃", 0x001122, 0x736978627921, "one two"
//= fractions(): ok 1, -7, 3, 250000000000000000
