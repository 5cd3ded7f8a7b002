// SPDX-License-Identifier: MIT
// Loops of the kind found in courses.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256[] memory) {
        uint256[] memory primes = new uint256[](8);
        uint256 found = 0;
        for (uint256 n = 2; found < primes.length; n++) {
            bool prime = true;
            for (uint256 d = 2; d * d <= n; d++) {
                if (n % d == 0) {
                    prime = false;
                    break;
                }
            }
            if (prime) primes[found++] = n;
        }
        return (gcd(48, 36), gcd(17, 5), primes);
    }

    function gcd(uint256 a, uint256 b) internal pure returns (uint256) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}

//= deploy: ok
//= main(): ok 12, 1, [2, 3, 5, 7, 11, 13, 17, 19]
