// Calendar arithmetic: dates of timestamps and back, days of the week, leap years, adding months.
//? toDate(uint256 0)
//? toDate(uint256 1700000000)
//? toDate(uint256 951782400)
//? toDate(uint256 4102444799)
//? toTimestamp(uint16 2023, uint8 11, uint8 14)
//? toTimestamp(uint16 2024, uint8 2, uint8 29)
//? toTimestamp(uint16 2023, uint8 2, uint8 29)
//? toTimestamp(uint16 1969, uint8 12, uint8 31)
//? weekday(uint256 1700000000)
//? isLeapYear(uint16 1900)
//? isLeapYear(uint16 2000)
//? daysInMonth(uint16 2100, uint8 2)
//? addMonths(uint256 1706659200, int16 1)
//? addMonths(uint256 1706659200, int16 -2)
//? difference(uint256 1700000000, uint256 1706659200)
//? format(uint256 1700000000)
//? today() time 1709164800

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library DateTime {
    uint256 internal constant DAY = 1 days;

    struct Date {
        uint16 year;
        uint8 month;
        uint8 day;
        uint8 hour;
        uint8 minute;
        uint8 second;
    }

    error InvalidDate(uint16 year, uint8 month, uint8 day);

    function isLeapYear(uint16 year) internal pure returns (bool) {
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }

    function daysInMonth(uint16 year, uint8 month) internal pure returns (uint8) {
        if (month == 2) return isLeapYear(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /// @dev Days since 1970-01-01, counted over years that begin in March.
    function daysFromDate(uint16 year, uint8 month, uint8 day) internal pure returns (uint256) {
        if (year < 1970 || month == 0 || month > 12 || day == 0 || day > daysInMonth(year, month)) {
            revert InvalidDate(year, month, day);
        }
        int256 y = int256(uint256(year)) - (month <= 2 ? int256(1) : int256(0));
        int256 era = y / 400;
        uint256 yoe = uint256(y - era * 400);
        uint256 m = month > 2 ? month - 3 : month + 9;
        uint256 doy = (153 * m + 2) / 5 + day - 1;
        uint256 doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        return uint256(era * 146097 + int256(doe) - 719468);
    }

    function fromTimestamp(uint256 timestamp) internal pure returns (Date memory date) {
        uint256 z = timestamp / DAY + 719468;
        uint256 era = z / 146097;
        uint256 doe = z - era * 146097;
        uint256 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
        uint256 doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        uint256 mp = (5 * doy + 2) / 153;
        date.day = uint8(doy - (153 * mp + 2) / 5 + 1);
        date.month = uint8(mp < 10 ? mp + 3 : mp - 9);
        date.year = uint16(yoe + era * 400 + (date.month <= 2 ? 1 : 0));
        uint256 rest = timestamp % DAY;
        date.hour = uint8(rest / 1 hours);
        date.minute = uint8(rest % 1 hours / 1 minutes);
        date.second = uint8(rest % 1 minutes);
    }
}

contract Calendar {
    using DateTime for uint256;

    enum Weekday { Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday }

    function toDate(uint256 timestamp) public pure returns (DateTime.Date memory) {
        return timestamp.fromTimestamp();
    }

    function toTimestamp(uint16 year, uint8 month, uint8 day) public pure returns (uint256) {
        return DateTime.daysFromDate(year, month, day) * 1 days;
    }

    function weekday(uint256 timestamp) external pure returns (Weekday) {
        return Weekday((timestamp / 1 days + 3) % 7);
    }

    function isLeapYear(uint16 year) external pure returns (bool) {
        return DateTime.isLeapYear(year);
    }

    function daysInMonth(uint16 year, uint8 month) external pure returns (uint8) {
        return DateTime.daysInMonth({year: year, month: month});
    }

    function addMonths(uint256 timestamp, int16 months) external pure returns (uint256) {
        DateTime.Date memory d = timestamp.fromTimestamp();
        int16 total = int16(d.year) * 12 + int16(uint16(d.month)) - 1 + months;
        uint16 year = uint16(total / 12);
        uint8 month = uint8(uint16(total % 12)) + 1;
        uint8 last = DateTime.daysInMonth(year, month);
        uint8 day = d.day > last ? last : d.day;
        return toTimestamp(year, month, day) + timestamp % 1 days;
    }

    function difference(uint256 from, uint256 to) external pure returns (uint256 weeks_, uint256 days_, uint256 hours_) {
        uint256 seconds_ = to - from;
        weeks_ = seconds_ / 1 weeks;
        days_ = seconds_ % 1 weeks / 1 days;
        hours_ = seconds_ % 1 days / 1 hours;
    }

    function format(uint256 timestamp) external pure returns (string memory) {
        DateTime.Date memory d = toDate(timestamp);
        return string(
            abi.encodePacked(
                _two(uint8(d.year / 100)), _two(uint8(d.year % 100)), "-", _two(d.month), "-", _two(d.day),
                "T", _two(d.hour), ":", _two(d.minute), ":", _two(d.second), "Z"
            )
        );
    }

    function today() external view returns (uint16 year, uint8 month, uint8 day) {
        DateTime.Date memory d = block.timestamp.fromTimestamp();
        (year, month, day) = (d.year, d.month, d.day);
    }

    function _two(uint8 n) private pure returns (bytes2) {
        return bytes2(uint16(48 + n / 10) << 8 | uint16(48 + n % 10));
    }
}

//= deploy: ok
//= toDate(uint256): ok (1970, 1, 1, 0, 0, 0)
//= toDate(uint256): ok (2023, 11, 14, 22, 13, 20)
//= toDate(uint256): ok (2000, 2, 29, 0, 0, 0)
//= toDate(uint256): ok (2099, 12, 31, 23, 59, 59)
//= toTimestamp(uint16,uint8,uint8): ok 1699920000
//= toTimestamp(uint16,uint8,uint8): ok 1709164800
//= toTimestamp(uint16,uint8,uint8): revert InvalidDate(uint16,uint8,uint8) (2023, 2, 29)
//= toTimestamp(uint16,uint8,uint8): revert InvalidDate(uint16,uint8,uint8) (1969, 12, 31)
//= weekday(uint256): ok 1
//= isLeapYear(uint16): ok false
//= isLeapYear(uint16): ok true
//= daysInMonth(uint16,uint8): ok 28
//= addMonths(uint256,int16): ok 1709164800
//= addMonths(uint256,int16): ok 1701302400
//= difference(uint256,uint256): ok 11, 0, 1
//= format(uint256): ok "2023-11-14T22:13:20Z"
//= today(): ok 2024, 2, 29
