// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

// Libraries, user-defined types with operators, and inheritance.
type Fixed is uint256;

using {plus as +} for Fixed global;

function plus(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) + Fixed.unwrap(b));
}

library FixedMath {
    uint256 internal constant ONE = 1e6;

    function from(uint256 whole) internal pure returns (Fixed) {
        return Fixed.wrap(whole * ONE);
    }

    function times(Fixed a, Fixed b) internal pure returns (Fixed) {
        return Fixed.wrap((Fixed.unwrap(a) * Fixed.unwrap(b)) / ONE);
    }
}

abstract contract Shape {
    using FixedMath for Fixed;

    function area() public view virtual returns (Fixed);

    function doubled() public view returns (Fixed) {
        return area() + area();
    }
}

contract Square is Shape {
    using FixedMath for Fixed;

    Fixed private side = FixedMath.from(3);

    function area() public view override returns (Fixed) {
        return side.times(side);
    }

    function demo() external view returns (uint256) {
        return Fixed.unwrap(doubled());
    }
}
