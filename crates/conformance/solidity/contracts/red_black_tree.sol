// A red-black tree in storage: nodes in a mapping, rotations, neighbours.
//? insertAll(uint256[] [50, 20, 70, 10, 30, 60, 80, 25, 35, 5, 1, 90, 95, 99])
//? insert(uint256 50)
//? sorted()
//? removeAll(uint256[] [50, 1, 99, 70])
//? remove(uint256 4)
//? sorted()
//? ends()
//? height()
pragma solidity ^0.8.20;

library RedBlackTree {
    struct Node { uint256 parent; uint256 left; uint256 right; bool red; }
    struct Tree { uint256 root; mapping(uint256 => Node) nodes; }
    uint256 private constant EMPTY = 0;
    error Exists(uint256 key);
    error Missing(uint256 key);

    function first(Tree storage self) internal view returns (uint256 key) {
        key = self.root;
        if (key != EMPTY) while (self.nodes[key].left != EMPTY) key = self.nodes[key].left;
    }

    function last(Tree storage self) internal view returns (uint256 key) {
        key = self.root;
        if (key != EMPTY) while (self.nodes[key].right != EMPTY) key = self.nodes[key].right;
    }

    function next(Tree storage self, uint256 target) internal view returns (uint256 cursor) {
        require(target != EMPTY);
        if (self.nodes[target].right != EMPTY) {
            cursor = self.nodes[target].right;
            while (self.nodes[cursor].left != EMPTY) cursor = self.nodes[cursor].left;
        } else {
            cursor = self.nodes[target].parent;
            while (cursor != EMPTY && target == self.nodes[cursor].right) {
                target = cursor;
                cursor = self.nodes[cursor].parent;
            }
        }
    }

    function exists(Tree storage self, uint256 key) internal view returns (bool) {
        return key != EMPTY && (key == self.root || self.nodes[key].parent != EMPTY);
    }

    function insert(Tree storage self, uint256 key) internal {
        require(key != EMPTY);
        if (exists(self, key)) revert Exists(key);
        uint256 cursor = EMPTY;
        uint256 probe = self.root;
        while (probe != EMPTY) {
            cursor = probe;
            probe = key < probe ? self.nodes[probe].left : self.nodes[probe].right;
        }
        self.nodes[key] = Node({parent: cursor, left: EMPTY, right: EMPTY, red: true});
        if (cursor == EMPTY) self.root = key;
        else if (key < cursor) self.nodes[cursor].left = key;
        else self.nodes[cursor].right = key;
        insertFixup(self, key);
    }

    function rotate(Tree storage self, uint256 key, bool toLeft) private {
        uint256 cursor = toLeft ? self.nodes[key].right : self.nodes[key].left;
        uint256 keyParent = self.nodes[key].parent;
        uint256 moved = toLeft ? self.nodes[cursor].left : self.nodes[cursor].right;
        if (toLeft) self.nodes[key].right = moved;
        else self.nodes[key].left = moved;
        if (moved != EMPTY) self.nodes[moved].parent = key;
        self.nodes[cursor].parent = keyParent;
        if (keyParent == EMPTY) self.root = cursor;
        else if (key == self.nodes[keyParent].left) self.nodes[keyParent].left = cursor;
        else self.nodes[keyParent].right = cursor;
        if (toLeft) self.nodes[cursor].left = key;
        else self.nodes[cursor].right = key;
        self.nodes[key].parent = cursor;
    }

    function insertFixup(Tree storage self, uint256 key) private {
        uint256 cursor;
        while (key != self.root && self.nodes[self.nodes[key].parent].red) {
            uint256 keyParent = self.nodes[key].parent;
            bool isLeft = keyParent == self.nodes[self.nodes[keyParent].parent].left;
            Node storage grand = self.nodes[self.nodes[keyParent].parent];
            cursor = isLeft ? grand.right : grand.left;
            if (self.nodes[cursor].red) {
                self.nodes[keyParent].red = false;
                self.nodes[cursor].red = false;
                grand.red = true;
                key = self.nodes[keyParent].parent;
            } else {
                if (key == (isLeft ? self.nodes[keyParent].right : self.nodes[keyParent].left)) {
                    key = keyParent;
                    rotate(self, key, isLeft);
                }
                keyParent = self.nodes[key].parent;
                self.nodes[keyParent].red = false;
                self.nodes[self.nodes[keyParent].parent].red = true;
                rotate(self, self.nodes[keyParent].parent, !isLeft);
            }
        }
        self.nodes[self.root].red = false;
    }

    function replaceParent(Tree storage self, uint256 a, uint256 b) private {
        uint256 bParent = self.nodes[b].parent;
        self.nodes[a].parent = bParent;
        if (bParent == EMPTY) self.root = a;
        else if (b == self.nodes[bParent].left) self.nodes[bParent].left = a;
        else self.nodes[bParent].right = a;
    }

    function remove(Tree storage self, uint256 key) internal {
        if (!exists(self, key)) revert Missing(key);
        uint256 probe;
        uint256 cursor;
        if (self.nodes[key].left == EMPTY || self.nodes[key].right == EMPTY) {
            cursor = key;
        } else {
            cursor = self.nodes[key].right;
            while (self.nodes[cursor].left != EMPTY) cursor = self.nodes[cursor].left;
        }
        probe = self.nodes[cursor].left != EMPTY ? self.nodes[cursor].left : self.nodes[cursor].right;
        uint256 yParent = self.nodes[cursor].parent;
        self.nodes[probe].parent = yParent;
        if (yParent != EMPTY) {
            if (cursor == self.nodes[yParent].left) self.nodes[yParent].left = probe;
            else self.nodes[yParent].right = probe;
        } else {
            self.root = probe;
        }
        bool doFixup = !self.nodes[cursor].red;
        if (cursor != key) {
            replaceParent(self, cursor, key);
            self.nodes[cursor].left = self.nodes[key].left;
            self.nodes[self.nodes[cursor].left].parent = cursor;
            self.nodes[cursor].right = self.nodes[key].right;
            self.nodes[self.nodes[cursor].right].parent = cursor;
            self.nodes[cursor].red = self.nodes[key].red;
            (cursor, key) = (key, cursor);
        }
        if (doFixup) removeFixup(self, probe);
        delete self.nodes[cursor];
    }

    function removeFixup(Tree storage self, uint256 key) private {
        while (key != self.root && !self.nodes[key].red) {
            uint256 keyParent = self.nodes[key].parent;
            bool isLeft = key == self.nodes[keyParent].left;
            uint256 cursor = sibling(self, keyParent, isLeft);
            if (self.nodes[cursor].red) {
                self.nodes[cursor].red = false;
                self.nodes[keyParent].red = true;
                rotate(self, keyParent, isLeft);
                cursor = sibling(self, keyParent, isLeft);
            }
            (uint256 near, uint256 far) = isLeft
                ? (self.nodes[cursor].left, self.nodes[cursor].right)
                : (self.nodes[cursor].right, self.nodes[cursor].left);
            if (!self.nodes[near].red && !self.nodes[far].red) {
                self.nodes[cursor].red = true;
                key = keyParent;
            } else {
                if (!self.nodes[far].red) {
                    self.nodes[near].red = false;
                    self.nodes[cursor].red = true;
                    rotate(self, cursor, !isLeft);
                    cursor = sibling(self, keyParent, isLeft);
                }
                self.nodes[cursor].red = self.nodes[keyParent].red;
                self.nodes[keyParent].red = false;
                self.nodes[isLeft ? self.nodes[cursor].right : self.nodes[cursor].left].red = false;
                rotate(self, keyParent, isLeft);
                key = self.root;
            }
        }
        self.nodes[key].red = false;
    }

    function sibling(Tree storage self, uint256 parent, bool ofLeft) private view returns (uint256) {
        return ofLeft ? self.nodes[parent].right : self.nodes[parent].left;
    }
}

contract Sorted {
    using RedBlackTree for RedBlackTree.Tree;
    RedBlackTree.Tree private tree;
    uint256 private count;

    function insert(uint256 key) public { tree.insert(key); count++; }
    function insertAll(uint256[] calldata keys) external { for (uint256 i; i < keys.length; i++) insert(keys[i]); }
    function remove(uint256 key) public { tree.remove(key); count--; }
    function removeAll(uint256[] calldata keys) external { for (uint256 i; i < keys.length; i++) remove(keys[i]); }

    function sorted() external view returns (uint256[] memory all) {
        all = new uint256[](count);
        uint256 at;
        for (uint256 key = tree.first(); key != 0; key = tree.next(key)) all[at++] = key;
    }

    function ends() external view returns (uint256, uint256) { return (tree.first(), tree.last()); }
    function depth(uint256 key) internal view returns (uint256) {
        if (key == 0) return 0;
        uint256 l = depth(tree.nodes[key].left);
        uint256 r = depth(tree.nodes[key].right);
        return 1 + (l > r ? l : r);
    }
    function height() external view returns (uint256) { return depth(tree.root); }
}

//= deploy: ok
//= insertAll(uint256[]): ok
//= insert(uint256): revert Exists(uint256) (50)
//= sorted(): ok [1, 5, 10, 20, 25, 30, 35, 50, 60, 70, 80, 90, 95, 99]
//= removeAll(uint256[]): ok
//= remove(uint256): revert Missing(uint256) (4)
//= sorted(): ok [5, 10, 20, 25, 30, 35, 60, 80, 90, 95]
//= ends(): ok 5, 95
//= height(): ok 4
