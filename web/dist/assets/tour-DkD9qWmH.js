import{D as f,T as h,_ as c,b as d,h as t,t as r,E as l}from"./index-Cg1dbifs.js";const s=[{code:`fn main() -> u64 {
    println("Good evening.");
    6 * 7
}
`,outcome:"42"},{code:`fn main() -> (u64, string) {
    val width: u64 = 6;
    var area = width;
    area *= 7;
    val name = "field";
    (area, name)
}
`,outcome:'(42, "field")'},{code:`fn main() -> (u8, u8, Option<u8>, u256) {
    val a: u8 = 200;
    // a + 100 would revert: 300 is no u8.
    (
        a.wrapping_add(100),
        a.saturating_add(100),
        a.checked_add(100),
        10u256.pow(18),
    )
}
`,outcome:"(44, 255, None, 1000000000000000000)"},{code:`fn main() -> (u64, vector<string>) {
    val greeting = "good " + "evening";
    println("{} has {} bytes", greeting, greeting.len());
    ("é".len(), "sun,moon,stars".split(","))
}
`,outcome:'(2, ["sun", "moon", "stars"])'},{code:`fn main() -> (string, u64) {
    var sum = 0u64;
    for i in 1..=10 {
        if i % 2 == 0 {
            continue;
        }
        sum += i;
    }
    val size = if sum > 20 { "large" } else { "small" };
    val power = loop {
        sum *= 2;
        if sum > 1000 {
            break sum;
        }
    };
    (size, power)
}
`,outcome:'("large", 1600)'},{code:`fn main() -> (u64, vector<u64>, u64) {
    var list = vector![3, 1, 2];
    list.push(40);
    list[0] = 9;

    var ages: map<string, u64> = map::new();
    ages["Ada"] = 36;
    ages["Ada"] += 1;

    (list.sum(), list.map(|x| x * 10), ages["Ada"])
}
`,outcome:"(52, [90, 10, 20, 400], 37)"},{code:`struct Account {
    owner: string,
    balance: u64,
}

impl Account {
    fn open(owner: string) -> Self {
        Account { owner: owner, balance: 0 }
    }

    fn deposit(mut self, amount: u64) {
        self.balance += amount;
    }
}

fn main() -> Account {
    var account = Account::open("Ada");
    account.deposit(5);
    account
}
`,outcome:'Account { owner: "Ada", balance: 5 }'},{code:`enum Shape {
    Point,
    Circle(u64),
    Rectangle { width: u64, height: u64 },
}

fn area(shape: Shape) -> u64 {
    match shape {
        Shape::Point => 0,
        Shape::Circle(radius) => 3 * radius * radius,
        Shape::Rectangle { width, height } => width * height,
    }
}

fn main() -> (u64, u64, u64) {
    (
        area(Shape::Point),
        area(Shape::Circle(2)),
        area(Shape::Rectangle { width: 3, height: 4 }),
    )
}
`,outcome:"(0, 12, 12)"},{code:`fn parse(text: string) -> Result<u64, string> {
    match u64::from_str_radix(text, 10) {
        Ok(n) => Ok(n),
        Err(_) => Err(text + " is no number"),
    }
}

fn sum(a: string, b: string) -> Result<u64, string> {
    Ok(parse(a)? + parse(b)?)
}

fn main() -> (Result<u64, string>, Result<u64, string>) {
    (sum("20", "22"), sum("20", "x"))
}
`,outcome:'(Ok(42), Err("x is no number"))'},{code:`fn main() -> u64 {
    val list = vector![1, 2];
    val other = list;
    list.len() + other.len()
}
`,outcome:"It does not compile."},{code:`trait Area {
    fn area(self) -> u64;

    fn describe(self) -> string {
        "area " + self.area().to_string()
    }
}

struct Square { side: u64 }

struct Triangle { base: u64, height: u64 }

impl Area for Square {
    fn area(self) -> u64 { self.side * self.side }
}

impl Area for Triangle {
    fn area(self) -> u64 { self.base * self.height / 2 }
}

fn larger<A: Area, B: Area>(a: A, b: B) -> bool {
    a.area() > b.area()
}

fn main() -> (bool, string) {
    val square = Square { side: 3 };
    (larger(square, Triangle { base: 4, height: 4 }), square.describe())
}
`,outcome:'(true, "area 9")'},{code:`contract Counter {
    storage {
        count: u64 = 10;
        calls: map<address, u64>;
    }

    pub fn increase(step: u64) -> u64 {
        storage.count += step;
        storage.calls[ctx.sender()] += 1;
        storage.count
    }

    pub fn main() -> (u64, u64) {
        increase(5);
        increase(1);
        (storage.count, storage.calls[ctx.sender()])
    }
}
`,outcome:"(16, 2)"},{code:`contract Shop {
    storage {
        sold: u64 = 0;
    }

    event Sold(#[topic] to: address, number: u64);

    fn sell(price: u128) {
        require(price >= 25, "A lamp costs 25.");
        storage.sold += 1;
        emit Sold(ctx.sender(), storage.sold);
    }

    pub fn main() -> u64 {
        sell(30);
        sell(20);
        storage.sold
    }
}
`,outcome:"It reverted."},{code:`contract Pot {
    storage {
        total: u64 = 0;
    }

    assert_invariant(storage.total <= 100);

    fn add(amount: u64) -> u64 {
        assert_pre(amount > 0, "add something");
        storage.total += amount;
        assert_post(storage.total == old(storage.total) + amount);
        storage.total
    }

    pub fn main() -> u64 {
        add(60);
        add(40)
    }
}
`,outcome:"100"},{mode:"solidity",code:`// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Counter {
    uint256 public count = 10;
    mapping(address => uint256) public calls;

    event Increased(address indexed by, uint256 count);

    function increase(uint256 step) public returns (uint256) {
        count += step;
        calls[msg.sender]++;
        emit Increased(msg.sender, count);
        return count;
    }

    function main() external returns (uint256, uint256) {
        increase(5);
        increase(1);
        return (count, calls[msg.sender]);
    }
}
`,outcome:"(16, 2)"}];function b(e){return Math.min(Math.max(1,e),s.length)}function _(e){const a=s[e-1];return a&&f(a.code,a.mode??"native")}async function A(e){const{words:a}=h()==="de"?await c(()=>import("./de-lm7ZqaRT.js"),[]):await c(()=>import("./en-ByVSCSVs.js"),[]),n=a[e-1],u=d("tour");if(n===void 0)return;const i=(m,g,p)=>t("a",{class:"button",href:`${location.origin}/#tour=${m}`,id:p},g),o=t("div",{class:"tour-moves"});e>1&&o.append(i(e-1,r("tourBack"),"tour-back")),e<s.length&&o.append(i(e+1,r("tourNext"),"tour-next")),o.append(t("a",{class:"tour-end",href:`${location.origin}/#`,id:"tour-end"},r("tourEnd"))),u.replaceChildren(t("p",{class:"quiet tour-count"},r("tourStep",{n:e,all:s.length})),t("h2",{tabindex:-1,id:"tour-title"},n.title),t("p",{},...l(n.text)),t("p",{class:"tour-task"},...l(n.task)),o),u.hidden=!1}function w(){const e=d("tour");e.hidden=!0,e.replaceChildren()}export{w as hideTour,A as showTour,b as stepNumber,_ as tourProgram};
