// A lottery: tickets for a fixed price, a pseudo-random winner, prizes as credits.
//? deploy from 0x00000000000000000000000000000000000000aa value 0
//? enter() value 9999999999999999 from 0x00000000000000000000000000000000000000bb
//? enter() value 10000000000000000 from 0x00000000000000000000000000000000000000bb block 5
//? enter() value 10000000000000000 from 0x00000000000000000000000000000000000000cc block 6
//? pickWinner() from 0x00000000000000000000000000000000000000bb
//? pickWinner() from 0x00000000000000000000000000000000000000aa time 1700000400 block 9
//? enter() value 20000000000000000 from 0x00000000000000000000000000000000000000dd
//? getPlayers()
//? pickWinner() from 0x00000000000000000000000000000000000000aa time 1700000401 block 10
//? winners(uint256 1)
//? round()
//? pot()
//? random(uint256 99) time 1700000402 block 11
//? prizes(address 0x00000000000000000000000000000000000000bb)
//? prizes(address 0x00000000000000000000000000000000000000cc)
//? prizes(address 0x00000000000000000000000000000000000000dd)
//? withdraw() from 0x00000000000000000000000000000000000000ee

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.11;

contract Lottery {
    address public manager;
    address payable[] public players;
    uint256 public round = 1;
    uint256 public pot;
    uint256 public constant TICKET = 0.01 ether;
    uint256 private constant FEE_PERCENT = 5;
    mapping(uint256 => address) public winners;
    mapping(address => uint256) public prizes;

    event Entered(uint256 indexed round, address indexed player);
    event WinnerPicked(uint256 indexed round, address indexed winner, uint256 prize);

    constructor() {
        manager = msg.sender;
    }

    modifier onlyManager {
        require(msg.sender == manager, "Lottery: only the manager");
        _;
    }

    function enter() public payable {
        require(msg.value == TICKET, "Lottery: a ticket costs 0.01 ether");
        players.push(payable(msg.sender));
        pot += msg.value;
        emit Entered(round, msg.sender);
    }

    /// @dev Do not do this where the prize matters: whoever builds the block chooses.
    function random(uint256 salt) public view returns (uint256) {
        return uint256(keccak256(abi.encodePacked(block.timestamp, block.number, players, salt)));
    }

    function pickWinner() public onlyManager {
        require(players.length > 1, "Lottery: too few players");
        uint256 index = random(round) % players.length;
        address winner = players[index];
        uint256 fee = pot * FEE_PERCENT / 100;
        prizes[manager] += fee;
        prizes[winner] += pot - fee;
        winners[round] = winner;
        emit WinnerPicked(round, winner, pot - fee);
        round++;
        pot = 0;
        players = new address payable[](0);
    }

    function getPlayers() public view returns (address payable[] memory) {
        return players;
    }

    function withdraw() external returns (uint256 amount) {
        amount = prizes[msg.sender];
        require(amount != 0, "Lottery: nothing won");
        prizes[msg.sender] = 0;
    }
}

//= deploy: ok
//= enter(): revert "Lottery: a ticket costs 0.01 ether"
//= enter(): ok
//=   event Entered(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//= enter(): ok
//=   event Entered(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= pickWinner(): revert "Lottery: only the manager"
//= pickWinner(): ok
//=   event WinnerPicked(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000004380663abb8000
//= enter(): revert "Lottery: a ticket costs 0.01 ether"
//= getPlayers(): ok []
//= pickWinner(): revert "Lottery: too few players"
//= winners(uint256): ok 0x00000000000000000000000000000000000000cc
//= round(): ok 2
//= pot(): ok 0
//= random(uint256): ok 91338255114795442020932733365109406784720857067921101895091827624811702914303
//= prizes(address): ok 0
//= prizes(address): ok 19000000000000000
//= prizes(address): ok 0
//= withdraw(): revert "Lottery: nothing won"
