// An NFT drop: phases, price, limit for each wallet, custom errors, reveal of the base URI, traits by hash.
//? deploy from 0x00000000000000000000000000000000000000aa
//? mint(uint256 1) value 50000000000000000 from 0x00000000000000000000000000000000000000bb
//? startSale() from 0x00000000000000000000000000000000000000bb
//? startSale() from 0x00000000000000000000000000000000000000aa
//? mint(uint256 0) value 0 from 0x00000000000000000000000000000000000000bb
//? mint(uint256 2) value 100000000000000000 from 0x00000000000000000000000000000000000000bb
//? mint(uint256 1) value 50000000000000001 from 0x00000000000000000000000000000000000000bb
//? mint(uint256 2) value 100000000000000000 from 0x00000000000000000000000000000000000000bb
//? mint(uint256 3) value 150000000000000000 from 0x00000000000000000000000000000000000000cc
//? mint(uint256 1) value 50000000000000000 from 0x00000000000000000000000000000000000000dd
//? tokenURI(uint256 5)
//? reveal(string "ipfs://revealed/") from 0x00000000000000000000000000000000000000aa
//? reveal(string "again") from 0x00000000000000000000000000000000000000aa
//? tokenURI(uint256 5)
//? tokenURI(uint256 0)
//? ownerOf(uint256 3)
//? balanceOf(address 0x00000000000000000000000000000000000000cc)
//? traitOf(uint256 4)
//? proceeds()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

error SaleNotActive();
error WrongPrice(uint256 sent, uint256 wanted);
error MaxSupplyReached();
error MaxPerWallet(address wallet, uint256 has, uint256 asked);
error Unauthorized();
error AlreadyRevealed();
error QuantityZero();
error NonexistentToken(uint256 id);

library Digits {
    function toString(uint256 value) internal pure returns (string memory) {
        if (value == 0) return "0";
        uint256 length;
        for (uint256 rest = value; rest != 0; rest /= 10) length++;
        bytes memory buffer = new bytes(length);
        while (value != 0) {
            buffer[--length] = bytes1(uint8(48 + value % 10));
            value /= 10;
        }
        return string(buffer);
    }
}

contract Drop {
    using Digits for uint256;

    uint256 public constant MAX_SUPPLY = 5;
    uint256 public constant PRICE = 0.05 ether;
    uint8 public constant PER_WALLET = 3;
    string private constant PLACEHOLDER = "ipfs://hidden.json";

    address public immutable deployer;
    bool public active;
    uint256 public totalSupply;
    uint256 public proceeds;
    string private baseURI;
    address[MAX_SUPPLY + 1] private owners;
    mapping(address => uint8) public balanceOf;

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Revealed(string baseURI);

    constructor() {
        deployer = msg.sender;
    }

    modifier onlyDeployer() {
        if (msg.sender != deployer) {
            revert Unauthorized();
        }
        _;
    }

    function startSale() external onlyDeployer {
        active = true;
    }

    function mint(uint256 quantity) external payable {
        if (!active) revert SaleNotActive();
        if (quantity == 0) revert QuantityZero();
        if (totalSupply + quantity > MAX_SUPPLY) revert MaxSupplyReached();
        if (balanceOf[msg.sender] + quantity > PER_WALLET) {
            revert MaxPerWallet(msg.sender, balanceOf[msg.sender], quantity);
        }
        if (msg.value != PRICE * quantity) revert WrongPrice({sent: msg.value, wanted: PRICE * quantity});

        uint256 id = totalSupply;
        uint256 end = id + quantity;
        do {
            ++id;
            owners[id] = msg.sender;
            emit Transfer(address(0), msg.sender, id);
        } while (id < end);
        totalSupply = end;
        balanceOf[msg.sender] += uint8(quantity);
        proceeds += msg.value;
    }

    function reveal(string calldata uri) external onlyDeployer {
        if (bytes(baseURI).length != 0) revert AlreadyRevealed();
        baseURI = uri;
        emit Revealed(uri);
    }

    function ownerOf(uint256 id) public view returns (address owner) {
        if (id == 0 || id > totalSupply) revert NonexistentToken(id);
        owner = owners[id];
    }

    function tokenURI(uint256 id) external view returns (string memory) {
        ownerOf(id);
        return bytes(baseURI).length == 0
            ? PLACEHOLDER
            : string.concat(baseURI, id.toString(), ".json");
    }

    function traitOf(uint256 id) external view returns (bytes1 colour, uint16 power, bool rare) {
        bytes32 seed = keccak256(abi.encode(ownerOf(id), id));
        colour = seed[0];
        power = uint16(bytes2(seed << 8));
        rare = uint8(seed[31]) % 4 == 0;
    }
}

//= deploy: ok
//= mint(uint256): revert SaleNotActive()
//= startSale(): revert Unauthorized()
//= startSale(): ok
//= mint(uint256): revert QuantityZero()
//= mint(uint256): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= mint(uint256): revert WrongPrice(uint256,uint256) (50000000000000001, 50000000000000000)
//= mint(uint256): revert MaxPerWallet(address,uint256,uint256) (0x00000000000000000000000000000000000000bb, 2, 2)
//= mint(uint256): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000004] 0x
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000005] 0x
//= mint(uint256): revert MaxSupplyReached()
//= tokenURI(uint256): ok "ipfs://hidden.json"
//= reveal(string): ok
//=   event Revealed(string) [] 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000010697066733a2f2f72657665616c65642f00000000000000000000000000000000
//= reveal(string): revert AlreadyRevealed()
//= tokenURI(uint256): ok "ipfs://revealed/5.json"
//= tokenURI(uint256): revert NonexistentToken(uint256) (0)
//= ownerOf(uint256): ok 0x00000000000000000000000000000000000000cc
//= balanceOf(address): ok 3
//= traitOf(uint256): ok 0x45, 54533, false
//= proceeds(): ok 250000000000000000
