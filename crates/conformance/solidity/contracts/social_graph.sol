// Profiles, follows, posts with tags, likes, and a feed.
//? register(string "ada") from 0x00000000000000000000000000000000000000aa
//? register(string "bob") from 0x00000000000000000000000000000000000000bb
//? register(string "ada") from 0x00000000000000000000000000000000000000cc
//? register(string "x") from 0x00000000000000000000000000000000000000cc
//? register(string "bob2") from 0x00000000000000000000000000000000000000bb
//? follow(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? follow(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? follow(address 0x00000000000000000000000000000000000000aa) from 0x00000000000000000000000000000000000000aa
//? follow(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000aa
//? post(string "hello world", string[] ["intro", "hi"]) from 0x00000000000000000000000000000000000000bb time 1700000010
//? post(string "second", string[] []) from 0x00000000000000000000000000000000000000bb time 1700000020
//? post(string "", string[] []) from 0x00000000000000000000000000000000000000bb time 1700000020
//? like(uint256 1) from 0x00000000000000000000000000000000000000aa
//? like(uint256 1) from 0x00000000000000000000000000000000000000aa
//? like(uint256 9) from 0x00000000000000000000000000000000000000aa
//? feed(address 0x00000000000000000000000000000000000000aa, uint256 5)
//? feed(address 0x00000000000000000000000000000000000000aa, uint256 1)
//? byTag(string "hi")
//? byTag(string "none")
//? posts(uint256 1)
//? profile(address 0x00000000000000000000000000000000000000bb)
//? unfollow(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? unfollow(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? feed(address 0x00000000000000000000000000000000000000aa, uint256 5)
//? edit(uint256 2, string "second, edited") from 0x00000000000000000000000000000000000000aa
//? edit(uint256 2, string "second, edited") from 0x00000000000000000000000000000000000000bb
//? posts(uint256 2)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract SocialGraph {
    struct Profile {
        string handle;
        uint32 followers;
        address[] following;
        uint256[] posts;
    }

    struct Post {
        address author;
        uint64 at;
        uint32 likes;
        string text;
        string[] tags;
    }

    mapping(address => Profile) private profiles;
    mapping(string handle => address owner) public handleOwner;
    mapping(address => mapping(address => bool)) public isFollowing;
    mapping(uint256 => Post) public posts;
    mapping(uint256 => mapping(address => bool)) private liked;
    mapping(bytes32 => uint256[]) private tagged;
    uint256 public postCount;

    event Registered(address indexed who, string indexed handle);
    event Followed(address indexed from, address indexed to);
    event Posted(uint256 indexed id, address indexed author, string text, string[] tags);
    event Liked(uint256 indexed id, address indexed by, uint32 likes);

    error UnknownProfile(address who);
    error HandleTaken(string handle, address by);

    modifier onlyRegistered() {
        _requireProfile(msg.sender);
        _;
    }

    function register(string memory handle) external {
        require(bytes(handle).length >= 3 && bytes(handle).length <= 16, "bad handle");
        if (handleOwner[handle] != address(0)) revert HandleTaken(handle, handleOwner[handle]);
        Profile storage p = profiles[msg.sender];
        if (bytes(p.handle).length != 0) {
            delete handleOwner[p.handle];
        }
        p.handle = handle;
        handleOwner[handle] = msg.sender;
        emit Registered(msg.sender, handle);
    }

    function follow(address who) external onlyRegistered {
        _requireProfile(who);
        require(who != msg.sender, "cannot follow oneself");
        require(!isFollowing[msg.sender][who], "following already");
        isFollowing[msg.sender][who] = true;
        profiles[msg.sender].following.push(who);
        profiles[who].followers++;
        emit Followed(msg.sender, who);
    }

    function unfollow(address who) external onlyRegistered {
        require(isFollowing[msg.sender][who], "not following");
        delete isFollowing[msg.sender][who];
        profiles[who].followers--;
        address[] storage list = profiles[msg.sender].following;
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i] == who) {
                list[i] = list[list.length - 1];
                list.pop();
                return;
            }
        }
    }

    function post(string calldata text, string[] calldata tags) external onlyRegistered returns (uint256 id) {
        require(bytes(text).length != 0, "empty post");
        id = ++postCount;
        Post storage p = posts[id];
        p.author = msg.sender;
        p.at = uint64(block.timestamp);
        p.text = text;
        for (uint256 i = 0; i < tags.length; i++) {
            p.tags.push(tags[i]);
            tagged[keccak256(bytes(tags[i]))].push(id);
        }
        profiles[msg.sender].posts.push(id);
        emit Posted(id, msg.sender, text, tags);
    }

    function edit(uint256 id, string calldata text) external {
        Post storage p = posts[id];
        require(p.author == msg.sender, "not the author");
        p.text = text;
    }

    function like(uint256 id) external onlyRegistered {
        Post storage p = posts[id];
        require(p.author != address(0), "no such post");
        require(!liked[id][msg.sender], "liked already");
        liked[id][msg.sender] = true;
        emit Liked(id, msg.sender, ++p.likes);
    }

    function byTag(string calldata tag) external view returns (uint256[] memory) {
        return tagged[keccak256(bytes(tag))];
    }

    function profile(address who) external view returns (Profile memory) {
        return profiles[who];
    }

    /// @notice The newest posts of everybody whom the account follows.
    function feed(address who, uint256 limit) external view returns (Post[] memory result) {
        result = new Post[](limit);
        uint256 n;
        for (uint256 id = postCount; id > 0 && n < limit; id--) {
            if (isFollowing[who][posts[id].author]) {
                result[n++] = posts[id];
            }
        }
        Post[] memory exact = new Post[](n);
        for (uint256 i; i < n; i++) exact[i] = result[i];
        return exact;
    }

    function _requireProfile(address who) private view {
        if (bytes(profiles[who].handle).length == 0) revert UnknownProfile(who);
    }
}

//= deploy: ok
//= register(string): ok
//=   event Registered(address,string) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x24594aaefd000e9143d29865ad2d4b1f7dd92f11bfe9f1700101dc459f655501] 0x
//= register(string): ok
//=   event Registered(address,string) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x38e47a7b719dce63662aeaf43440326f551b8a7ee198cee35cb5d517f2d296a2] 0x
//= register(string): revert HandleTaken(string,address) ("ada", 0x00000000000000000000000000000000000000aa)
//= register(string): revert "bad handle"
//= register(string): ok
//=   event Registered(address,string) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0xdbbe2ee3adab90d9f4bf7822794fea79ddabdad27a4f5062daebefba7d91ab22] 0x
//= follow(address): ok
//=   event Followed(address,address) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//= follow(address): revert "following already"
//= follow(address): revert "cannot follow oneself"
//= follow(address): revert UnknownProfile(address) (0x00000000000000000000000000000000000000cc)
//= post(string,string[]): ok 1
//=   event Posted(uint256,address,string,string[]) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000080000000000000000000000000000000000000000000000000000000000000000b68656c6c6f20776f726c640000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000800000000000000000000000000000000000000000000000000000000000000005696e74726f00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000026869000000000000000000000000000000000000000000000000000000000000
//= post(string,string[]): ok 2
//=   event Posted(uint256,address,string,string[]) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000067365636f6e6400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
//= post(string,string[]): revert "empty post"
//= like(uint256): ok
//=   event Liked(uint256,address,uint32) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000001
//= like(uint256): revert "liked already"
//= like(uint256): revert "no such post"
//= feed(address,uint256): ok [(0x00000000000000000000000000000000000000bb, 1700000020, 0, "second", []), (0x00000000000000000000000000000000000000bb, 1700000010, 1, "hello world", ["intro", "hi"])]
//= feed(address,uint256): ok [(0x00000000000000000000000000000000000000bb, 1700000020, 0, "second", [])]
//= byTag(string): ok [1]
//= byTag(string): ok []
//= posts(uint256): ok 0x00000000000000000000000000000000000000bb, 1700000010, 1, "hello world"
//= profile(address): ok ("bob2", 1, [], [1, 2])
//= unfollow(address): ok
//= unfollow(address): revert "not following"
//= feed(address,uint256): ok []
//= edit(uint256,string): revert "not the author"
//= edit(uint256,string): ok
//= posts(uint256): ok 0x00000000000000000000000000000000000000bb, 1700000020, 0, "second, edited"
