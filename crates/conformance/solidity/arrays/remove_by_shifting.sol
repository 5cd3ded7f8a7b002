// Elements removed by shifting and by replacing, sorted, and made unique, in memory and storage.
//? shift(uint256 2)
//? shift(uint256 9)
//? replace(uint256 1)
//? sorted(int256[] [5, -3, 9, 0, -3])
//? unique(uint8[] [1, 1, 2, 3, 3, 3])
//? transpose()
pragma solidity ^0.8.20;

contract Test {
    uint256[] private arr;

    function fill() internal {
        delete arr;
        for (uint256 i = 1; i <= 5; ) { arr.push(i); unchecked { ++i; } }
    }

    function shift(uint256 _index) external returns (uint256[] memory) {
        fill();
        require(_index < arr.length, "index out of bound");
        for (uint256 i = _index; i < arr.length - 1; i++) {
            arr[i] = arr[i + 1];
        }
        arr.pop();
        return arr;
    }

    function replace(uint256 index) external returns (uint256[] memory) {
        fill();
        arr[index] = arr[arr.length - 1];
        arr.pop();
        return arr;
    }

    function quick(int256[] memory a, int256 left, int256 right) internal pure {
        int256 i = left;
        int256 j = right;
        if (i == j) return;
        int256 pivot = a[uint256(left + (right - left) / 2)];
        while (i <= j) {
            while (a[uint256(i)] < pivot) i++;
            while (pivot < a[uint256(j)]) j--;
            if (i <= j) {
                (a[uint256(i)], a[uint256(j)]) = (a[uint256(j)], a[uint256(i)]);
                i++;
                j--;
            }
        }
        if (left < j) quick(a, left, j);
        if (i < right) quick(a, i, right);
    }

    function sorted(int256[] memory data) external pure returns (int256[] memory) {
        quick(data, 0, int256(data.length - 1));
        return data;
    }

    function unique(uint8[] calldata a) external pure returns (uint8[] memory r) {
        uint256 n;
        uint8[] memory all = new uint8[](a.length);
        for (uint256 i; i < a.length; ++i) {
            if (i == 0 || a[i] != a[i - 1]) all[n++] = a[i];
        }
        r = new uint8[](n);
        while (n-- > 0) r[n] = all[n];
    }

    function transpose() external pure returns (uint8[2][3] memory t) {
        uint8[3][2] memory m = [[1, 2, 3], [4, 5, 6]];
        for (uint256 i = 0; i < 2; i++) for (uint256 j = 0; j < 3; j++) t[j][i] = m[i][j];
    }
}

//= deploy: ok
//= shift(uint256): ok [1, 2, 4, 5]
//= shift(uint256): revert "index out of bound"
//= replace(uint256): ok [1, 5, 3, 4]
//= sorted(int256[]): ok [-3, -3, 0, 5, 9]
//= unique(uint8[]): panic 0x11
//= transpose(): ok [[1, 4], [2, 5], [3, 6]]
