// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint136 beyond its limits.
//? add(uint136 87112285931760246646623899502532662132735, uint136 1)
//? add(uint136 87112285931760246646623899502532662132735, uint136 87112285931760246646623899502532662132735)
//? sub(uint136 0, uint136 1)
//? sub(uint136 0, uint136 87112285931760246646623899502532662132735)
//? mul(uint136 87112285931760246646623899502532662132735, uint136 87112285931760246646623899502532662132735)
//? mul(uint136 295147905179352825857, uint136 295147905179352825856)
//? mul(uint136 87112285931760246646623899502532662132735, uint136 2)
//? step(uint136 0, uint136 0)
//? step(uint136 87112285931760246646623899502532662132735, uint136 87112285931760246646623899502532662132735)
pragma solidity ^0.8.20;

contract Test {
    function add(uint136 a, uint136 b) external pure returns (uint136) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint136 a, uint136 b) external pure returns (uint136) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint136 a, uint136 b) external pure returns (uint136) {
        unchecked {
            return a * b;
        }
    }

    function step(uint136 a, uint136 b) external pure returns (uint136, uint136, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint136,uint136): ok 0
//= add(uint136,uint136): ok 87112285931760246646623899502532662132734
//= sub(uint136,uint136): ok 87112285931760246646623899502532662132735
//= sub(uint136,uint136): ok 1
//= mul(uint136,uint136): ok 1
//= mul(uint136,uint136): ok 295147905179352825856
//= mul(uint136,uint136): ok 87112285931760246646623899502532662132734
//= step(uint136,uint136): ok 1, 87112285931760246646623899502532662132734, 87112285931760246646623899502532662132735
//= step(uint136,uint136): ok 0, 87112285931760246646623899502532662132733, 87112285931760246646623899502532662132733
