// What Solidity says of memory: assignment and passing share, only `new`, literals and storage make anew.
// A line `//= name: value` says what a function returns, `//= name: panics` or `reverts` how it fails.
pragma solidity ^0.8.20;

contract Memory {
    struct Point { uint256 x; uint64 y; }
    struct Line { Point from; Point to; uint256[] marks; string name; }
    struct Node { uint256 value; Node[] children; }
    struct Large {
        uint256 a; uint256 b; uint256 c; uint256 d; uint256 e; uint64 f; bool g; uint256[2] h; bytes i;
    }

    //= sharedStruct: (7, 7, 1)
    function sharedStruct() external pure returns (uint256, uint256, uint64) {
        Point memory a = Point(1, 1);
        Point memory b = a;
        b.x = 7;
        return (a.x, b.x, a.y);
    }

    //= sharedArray: (9, 9, 2)
    function sharedArray() external pure returns (uint256, uint256, uint256) {
        uint256[] memory a = new uint256[](2);
        uint256[] memory b = a;
        a[1] = 9;
        return (a[1], b[1], b.length);
    }

    //= replacedLater: (1, 8)
    function replacedLater() external pure returns (uint256, uint256) {
        uint256[] memory a = new uint256[](1);
        a[0] = 1;
        uint256[] memory b = a;
        a = new uint256[](1);
        a[0] = 8;
        return (b[0], a[0]);
    }

    function raise(Point memory p, uint256 by) internal pure returns (Point memory) {
        p.x += by;
        return p;
    }

    //= passed: (6, 6, 100)
    function passed() external pure returns (uint256, uint256, uint256) {
        Point memory a = Point(1, 0);
        Point memory b = raise(raise(a, 2), 3);
        Point memory c = Point(100, 0);
        return (a.x, b.x, c.x);
    }

    function touch(Point memory p) internal pure returns (uint64) {
        p.y = 40;
        p = Point(5, 5);
        return p.y;
    }

    //= parameterAssigned: (1, 40, 5)
    function parameterAssigned() external pure returns (uint256, uint64, uint64) {
        Point memory a = Point(1, 2);
        uint64 r = touch(a);
        return (a.x, a.y, r);
    }

    //= nested: (3, 3, 4, 2, 12)
    function nested() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        Line memory l;
        Point memory p = l.to;
        p.x = 3;
        l.from = Point(4, 4);
        l.marks = new uint256[](2);
        uint256[] memory m = l.marks;
        m[0] = 5;
        m[1] = 7;
        return (l.to.x, p.x, l.from.x, l.marks.length, l.marks[0] + l.marks[1]);
    }

    //= rows: (1, 0, 7, 7, 3)
    function rows() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        uint256[][] memory a = new uint256[][](3);
        a[0] = new uint256[](1);
        a[2] = a[0];
        a[2][0] = 7;
        return (a[0].length, a[1].length, a[0][0], a[2][0], a.length);
    }

    //= fixedArrays: (0, 5, 5, 1)
    function fixedArrays() external pure returns (uint256, uint256, uint256, uint256) {
        uint256[2][3] memory a;
        uint256[2] memory row = a[1];
        row[0] = 5;
        uint256[3] memory b = [uint256(1), 2, 3];
        return (a[0][0], a[1][0], row[0], b[0]);
    }

    function total(Node memory n) internal pure returns (uint256 s) {
        s = n.value;
        for (uint256 i = 0; i < n.children.length; i++) s += total(n.children[i]);
    }

    //= tree: (111, 131)
    function tree() external pure returns (uint256 before, uint256 afterwards) {
        Node memory root = Node(1, new Node[](2));
        Node memory leaf = Node(10, new Node[](0));
        root.children[0] = leaf;
        root.children[1] = Node(100, new Node[](0));
        before = total(root);
        leaf.value = 30;
        afterwards = total(root);
    }

    //= circle: 42
    function circle() external pure returns (uint256) {
        Node memory a = Node(1, new Node[](1));
        a.children[0] = a;
        a.children[0].children[0].value = 42;
        return a.value;
    }

    //= large: (1, 20, 20, 0x610063, 9)
    function large() external pure returns (uint256, uint64, uint64, bytes memory, uint256) {
        Large memory a;
        Large memory b = a;
        b.a = 1;
        a.f = 20;
        a.i = "abc";
        delete b.i[1];
        b.h[1] = 9;
        return (a.a, a.f, b.f, a.i, a.h[1]);
    }

    //= bytesShared: (0x006263, 3)
    function bytesShared() external pure returns (bytes memory, uint256) {
        bytes memory a = "abc";
        bytes memory b = a;
        delete b[0];
        return (a, b.length);
    }

    //= deleted: (0, 7, 0, 3, 0)
    function deleted() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        Point memory a = Point(7, 7);
        Point memory b = a;
        delete a;
        uint256[] memory c = new uint256[](3);
        c[1] = 4;
        delete c[1];
        uint256[] memory d = c;
        delete c;
        return (a.x, b.x, c.length, d.length, d[1]);
    }

    //= loop: (45, 285)
    function loop() external pure returns (uint256, uint256) {
        uint256[] memory a = new uint256[](10);
        Point memory sum = Point(0, 0);
        for (uint256 i = 0; i < a.length; i++) {
            a[i] = i * i;
            sum.x += i;
        }
        uint256 squares;
        for (uint256 i = 0; i < a.length; i++) squares += a[i];
        return (sum.x, squares);
    }

    //= cellsOfALoop: (0, 1, 2)
    function cellsOfALoop() external pure returns (uint256, uint256, uint256) {
        Point[] memory all = new Point[](3);
        for (uint256 i = 0; i < 3; i++) {
            Point memory p = Point(i, 0);
            all[i] = p;
        }
        return (all[0].x, all[1].x, all[2].x);
    }

    //= chosen: (10, 2, 10)
    function chosen() external pure returns (uint256, uint256, uint256) {
        Point memory a = Point(1, 0);
        Point memory b = Point(2, 0);
        Point memory c = a.x < b.x ? a : b;
        c.x = 10;
        return (a.x, b.x, c.x);
    }

    //= swapped: (2, 1, 2)
    function swapped() external pure returns (uint256, uint256, uint256) {
        Point memory a = Point(1, 0);
        Point memory b = Point(2, 0);
        Point memory first = b;
        (a, b) = (b, a);
        return (a.x, b.x, first.x);
    }

    //= returned: ([[3, 0], []], Point { x: 0, y: 0 }, "n")
    function returned() external pure returns (uint256[][] memory a, Point memory p, string memory s) {
        a = new uint256[][](2);
        a[0] = new uint256[](2);
        a[0][0] = 3;
        s = "n";
    }

    //= increments: (2, 1, 3, 12)
    function increments() external pure returns (uint256, uint256, uint256, uint256) {
        uint256[] memory a = new uint256[](2);
        a[0] = 1;
        uint256 old = a[0]++;
        a[1] += a[0] + old;
        uint256 i;
        a[i++] *= 6;
        return (i + 1, old, a[1], a[0]);
    }

    function change(uint256[] memory a) internal pure returns (uint256) {
        a[0] = 50;
        return 1;
    }

    //= changedMeanwhile: (51, 7)
    function changedMeanwhile() external pure returns (uint256, uint256) {
        uint256[] memory a = new uint256[](2);
        a[0] = 3;
        uint256 r = change(a);
        r += a[0];
        a[0] = 0;
        a[change(a)] = 7;
        return (r + a[0] - 50, a[1]);
    }

    //= outside: panics
    function outside() external pure returns (uint256) {
        uint256[] memory a = new uint256[](2);
        uint256 i = 2;
        a[i] = 1;
        return a[0];
    }

    //= outsideRow: panics
    function outsideRow() external pure returns (uint256) {
        uint256[3][] memory a = new uint256[3][](1);
        uint256 i = 3;
        return a[0][i];
    }

    //= overflows: reverts
    function overflows() external pure returns (uint64) {
        Point memory p = Point(0, type(uint64).max);
        p.y += 1;
        return p.y;
    }
}
