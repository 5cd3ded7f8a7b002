// SPDX-License-Identifier: MIT
// Structs and enums at file level.
pragma solidity ^0.8.20;

enum Suit { Clubs, Hearts }

struct Card { Suit suit; uint8 rank; }

struct Hand { Card[] cards; }

function best(Hand memory h) pure returns (Card memory c) {
    for (uint256 i = 0; i < h.cards.length; i++) {
        if (h.cards[i].rank > c.rank) c = h.cards[i];
    }
}

contract Test {
    function main() external pure returns (Card memory, uint256) {
        Hand memory h;
        h.cards = new Card[](3);
        h.cards[0] = Card(Suit.Hearts, 3);
        h.cards[1] = Card(Suit.Hearts, 11);
        h.cards[2].rank = 7;
        Card memory b = best(h);
        b.rank = 12;
        return (b, h.cards[1].rank);
    }
}

//= deploy: ok
//= main(): ok (1, 12), 12
