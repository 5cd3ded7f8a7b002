// A club decides by vote: the chair admits members, members choose or appoint a proxy, the leader is counted out.
//? deploy(bytes32[] [0x7061726b00000000000000000000000000000000000000000000000000000000, 0x6c69627261727900000000000000000000000000000000000000000000000000]) from 0x00000000000000000000000000000000000000aa
//? chair()
//? options(uint256 1)
//? admit(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? admit(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000aa
//? admit(address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000bb
//? admit(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? appoint(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? appoint(address 0x00000000000000000000000000000000000000ee) from 0x00000000000000000000000000000000000000bb
//? appoint(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000bb
//? appoint(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000cc
//? choose(uint256 1) from 0x00000000000000000000000000000000000000cc
//? choose(uint256 0) from 0x00000000000000000000000000000000000000cc
//? choose(uint256 0) from 0x00000000000000000000000000000000000000ee
//? choose(uint256 2) from 0x00000000000000000000000000000000000000aa
//? choose(uint256 0) from 0x00000000000000000000000000000000000000aa
//? members(address 0x00000000000000000000000000000000000000bb)
//? members(address 0x00000000000000000000000000000000000000cc)
//? leading()
//? leadingName()
//? admit(address 0x00000000000000000000000000000000000000aa) from 0x00000000000000000000000000000000000000aa
//? votesCast()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.4 <0.9.0;

/// @title A vote with proxies
contract Ballot {
    struct Member {
        uint power;
        bool done;
        address proxy;
        uint choice;
    }

    struct Option {
        bytes32 name;
        uint votes;
    }

    address public chair;
    uint public votesCast;
    mapping(address => Member) public members;
    Option[] public options;

    event Chosen(address indexed member, uint indexed option, uint power);
    event Appointed(address indexed member, address indexed proxy);

    /// @param names what can be chosen
    constructor(bytes32[] memory names) {
        chair = msg.sender;
        members[msg.sender].power = 1;
        for (uint i = 0; i < names.length; i++) {
            options.push(Option({votes: 0, name: names[i]}));
        }
    }

    modifier undecided() {
        require(members[msg.sender].power > 0, "Ballot: not a member");
        require(!members[msg.sender].done, "Ballot: decided already");
        _;
    }

    function admit(address who) external {
        require(msg.sender == chair, "Ballot: only the chair");
        Member storage member = members[who];
        require(member.power == 0);
        member.power = 1;
    }

    /// @notice Hands the power to vote on; chains of proxies are followed to their end.
    function appoint(address proxy) external undecided {
        address last = proxy;
        do {
            require(last != msg.sender, "Ballot: a circle of proxies");
            require(members[last].power != 0, "Ballot: the proxy is not a member");
            proxy = last;
            last = members[last].proxy;
        } while (last != address(0));

        Member storage mine = members[msg.sender];
        Member storage theirs = members[proxy];
        (mine.done, mine.proxy) = (true, proxy);
        if (theirs.done) {
            options[theirs.choice].votes += mine.power;
            votesCast += mine.power;
        } else {
            theirs.power += mine.power;
        }
        emit Appointed(msg.sender, proxy);
    }

    function choose(uint option) external undecided {
        Member storage mine = members[msg.sender];
        options[option].votes += mine.power;
        mine.done = true;
        mine.choice = option;
        votesCast += mine.power;
        emit Chosen(msg.sender, option, mine.power);
    }

    function leading() public view returns (uint best) {
        for (uint i = 1; i < options.length; i++) {
            if (options[i].votes > options[best].votes) best = i;
        }
    }

    function leadingName() external view returns (bytes32) {
        return options[leading()].name;
    }
}

//= deploy: ok
//= chair(): ok 0x00000000000000000000000000000000000000aa
//= options(uint256): ok 0x6c69627261727900000000000000000000000000000000000000000000000000, 0
//= admit(address): ok
//= admit(address): ok
//= admit(address): revert "Ballot: only the chair"
//= admit(address): revert
//= appoint(address): revert "Ballot: a circle of proxies"
//= appoint(address): revert "Ballot: the proxy is not a member"
//= appoint(address): ok
//=   event Appointed(address,address) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= appoint(address): revert "Ballot: a circle of proxies"
//= choose(uint256): ok
//=   event Chosen(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000002
//= choose(uint256): revert "Ballot: decided already"
//= choose(uint256): revert "Ballot: not a member"
//= choose(uint256): panic 0x32
//= choose(uint256): ok
//=   event Chosen(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000001
//= members(address): ok 1, true, 0x00000000000000000000000000000000000000cc, 0
//= members(address): ok 2, true, 0x0000000000000000000000000000000000000000, 1
//= leading(): ok 1
//= leadingName(): ok 0x6c69627261727900000000000000000000000000000000000000000000000000
//= admit(address): revert
//= votesCast(): ok 3
