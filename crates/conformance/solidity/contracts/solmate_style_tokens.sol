// Tokens as gas-conscious libraries write them: unchecked sums, immutables, fixed-point helpers, safe-math by hand.
//? deploy(string "Gold", string "GLD", uint8 6)
//? mint(address 0x00000000000000000000000000000000000000a1, uint256 1000)
//? approve(address 0x00000000000000000000000000000000000000b1, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935) from 0xa1
//? transferFrom(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000c1, uint256 300) from 0xb1
//? allowance(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000b1)
//? approve(address 0x00000000000000000000000000000000000000b1, uint256 100) from 0xa1
//? transferFrom(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000c1, uint256 101) from 0xb1
//? transferFrom(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000c1, uint256 100) from 0xb1
//? transfer(address 0x00000000000000000000000000000000000000d1, uint256 10000) from 0xc1
//? balanceOf(address 0x00000000000000000000000000000000000000c1)
//? DOMAIN_SEPARATOR()
//? structHash(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000b1, uint256 5, uint256 99)
//? structHash(address 0x00000000000000000000000000000000000000a1, address 0x00000000000000000000000000000000000000b1, uint256 5, uint256 99)
//? deposit(uint256 500) from 0xa1
//? harvest(uint256 100)
//? previewRedeem(uint256 500)
//? redeem(uint256 123) from 0xa1
//? rpow(uint256 1000000003022265980097387650, uint256 31536000)
//? wads(uint256 3)
//? names()
pragma solidity >=0.8.0;

abstract contract ERC20 {
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);

    string public name;
    string public symbol;
    uint8 public immutable decimals;

    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    uint256 internal immutable INITIAL_CHAIN_ID;
    bytes32 internal immutable INITIAL_DOMAIN_SEPARATOR;
    mapping(address => uint256) public nonces;

    constructor(string memory _name, string memory _symbol, uint8 _decimals) {
        name = _name;
        symbol = _symbol;
        decimals = _decimals;
        INITIAL_CHAIN_ID = 1;
        INITIAL_DOMAIN_SEPARATOR = computeDomainSeparator();
    }

    function approve(address spender, uint256 amount) public virtual returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) public virtual returns (bool) {
        balanceOf[msg.sender] -= amount;
        unchecked {
            balanceOf[to] += amount;
        }
        emit Transfer(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) public virtual returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - amount;
        balanceOf[from] -= amount;
        unchecked {
            balanceOf[to] += amount;
        }
        emit Transfer(from, to, amount);
        return true;
    }

    function structHash(address owner, address spender, uint256 value, uint256 deadline) external virtual returns (bytes32 digest) {
        unchecked {
            digest = keccak256(
                abi.encodePacked(
                    "\x19\x01",
                    DOMAIN_SEPARATOR(),
                    keccak256(
                        abi.encode(
                            keccak256(
                                "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                            ),
                            owner,
                            spender,
                            value,
                            nonces[owner]++,
                            deadline
                        )
                    )
                )
            );
        }
    }

    function DOMAIN_SEPARATOR() public view virtual returns (bytes32) {
        return INITIAL_CHAIN_ID == 1 ? INITIAL_DOMAIN_SEPARATOR : computeDomainSeparator();
    }

    function computeDomainSeparator() internal view virtual returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256(bytes(name)),
                    keccak256("1"),
                    uint256(1),
                    address(this)
                )
            );
    }

    function _mint(address to, uint256 amount) internal virtual {
        totalSupply += amount;
        unchecked {
            balanceOf[to] += amount;
        }
        emit Transfer(address(0), to, amount);
    }

    function _burn(address from, uint256 amount) internal virtual {
        balanceOf[from] -= amount;
        unchecked {
            totalSupply -= amount;
        }
        emit Transfer(from, address(0), amount);
    }
}

library FixedPoint {
    uint256 internal constant MAX_UINT256 = 2**256 - 1;
    uint256 internal constant WAD = 1e18;
    uint256 internal constant RAY = 1e27;

    function mulWadDown(uint256 x, uint256 y) internal pure returns (uint256) {
        return mulDivDown(x, y, WAD);
    }

    function divWadUp(uint256 x, uint256 y) internal pure returns (uint256) {
        return mulDivUp(x, WAD, y);
    }

    function mulDivDown(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256 z) {
        require(denominator != 0 && (y == 0 || x <= MAX_UINT256 / y));
        unchecked { z = x * y / denominator; }
    }

    function mulDivUp(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256 z) {
        require(denominator != 0 && (y == 0 || x <= MAX_UINT256 / y));
        unchecked { z = (x * y + denominator - 1) / denominator; }
    }

    function rpow(uint256 x, uint256 n, uint256 scalar) internal pure returns (uint256 z) {
        if (x == 0) return n == 0 ? scalar : 0;
        z = n % 2 == 0 ? scalar : x;
        uint256 half = scalar >> 1;
        for (n = n >> 1; n > 0; n >>= 1) {
            x = (x * x + half) / scalar;
            if (n & 1 != 0) z = (z * x + half) / scalar;
        }
    }
}

contract Vault is ERC20 {
    using FixedPoint for uint256;
    mapping(address => uint256) public shares;
    uint256 public totalShares;
    uint256 public totalAssets;

    constructor(string memory n, string memory s, uint8 d) ERC20(string.concat(n, " vault"), string.concat("v", s), d) {}

    function mint(address to, uint256 amount) external { _mint(to, amount); }

    function deposit(uint256 assets) external returns (uint256 made) {
        require((made = totalShares == 0 ? assets : assets.mulDivDown(totalShares, totalAssets)) != 0, "ZERO_SHARES");
        _burn(msg.sender, assets);
        totalAssets += assets;
        totalShares += made;
        shares[msg.sender] += made;
    }

    function harvest(uint256 profit) external { totalAssets += profit; }

    function previewRedeem(uint256 amount) public view returns (uint256) {
        return totalShares == 0 ? amount : amount.mulDivDown(totalAssets, totalShares);
    }

    function redeem(uint256 amount) external returns (uint256 assets) {
        assets = previewRedeem(amount);
        shares[msg.sender] -= amount;
        totalShares -= amount;
        totalAssets -= assets;
        _mint(msg.sender, assets);
    }

    function rpow(uint256 x, uint256 n) external pure returns (uint256) { return x.rpow(n, FixedPoint.RAY); }
    function wads(uint256 x) external pure returns (uint256, uint256) {
        return (x.mulWadDown(0.5 ether), x.divWadUp(7 * FixedPoint.WAD));
    }
    function names() external view returns (string memory, string memory, uint8) { return (name, symbol, decimals); }
}

//= deploy: ok
//= mint(address,uint256): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a1] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= approve(address,uint256): ok true
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
//= transferFrom(address,address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000c1] 0x000000000000000000000000000000000000000000000000000000000000012c
//= allowance(address,address): ok 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= approve(address,uint256): ok true
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0x0000000000000000000000000000000000000000000000000000000000000064
//= transferFrom(address,address,uint256): panic 0x11
//= transferFrom(address,address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000c1] 0x0000000000000000000000000000000000000000000000000000000000000064
//= transfer(address,uint256): panic 0x11
//= balanceOf(address): ok 400
//= DOMAIN_SEPARATOR(): ok 0x8bce3490d12c35d3ad02ac926e93f08006a4911f5ddee0c59d22a5d30d5866a6
//= structHash(address,address,uint256,uint256): ok 0x06e51d9a3a675ecc12fa98f52ea4ea03246a25b004081eb3891b8d51f196b94f
//= structHash(address,address,uint256,uint256): ok 0x9d0ec1b87e67292bc09d29336c7147a2de01d5db5bafd07628bd6d9f6781e0a4
//= deposit(uint256): ok 500
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000001f4
//= harvest(uint256): ok
//= previewRedeem(uint256): ok 600
//= redeem(uint256): ok 147
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a1] 0x0000000000000000000000000000000000000000000000000000000000000093
//= rpow(uint256,uint256): ok 1099999999999999999953897206
//= wads(uint256): ok 1, 1
//= names(): ok "Gold vault", "vGLD", 6
