// SPDX-License-Identifier: MIT
// Decimal text of numbers, signed ones too.
pragma solidity ^0.8.20;

contract Test {
    function toText(uint256 n) internal pure returns (string memory) {
        if (n == 0) return "0";
        uint256 digits = 0;
        for (uint256 m = n; m != 0; m /= 10) digits++;
        bytes memory r = new bytes(digits);
        while (n != 0) {
            r[--digits] = bytes1(uint8(48 + n % 10));
            n /= 10;
        }
        return string(r);
    }

    function signed(int256 n) internal pure returns (string memory) {
        return n < 0 ? string.concat("-", toText(uint256(-n))) : toText(uint256(n));
    }

    function main() external pure returns (string memory, string memory, string memory, string memory) {
        return (toText(0), toText(1234567890), toText(type(uint256).max), signed(-105));
    }
}

//= deploy: ok
//= main(): ok "0", "1234567890", "115792089237316195423570985008687907853269984665640564039457584007913129639935", "-105"
