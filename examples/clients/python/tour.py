"""Uses every endpoint of a playground once and checks what it answers.

    python3 tour.py http://127.0.0.1:8080 [PATH..]

The service needs a store (`--store`). PATHs are more of what only has to be there. Prints a line for each step; ends with 1 at the first surprise.
"""

import sys

from playground import Playground, Problem

COUNTER = """contract Counter {
    event Added(amount: u64);
    storage {
        count: u64 = 0;
    }
    pub fn add(amount: u64) -> u64 {
        count = count + amount;
        emit Added(amount);
        count
    }
}
"""

TESTED = """fn double(n: u64) -> u64 {
    n + n
}

#[test]
fn doubles() {
    assert_eq!(double(21), 42);
}
"""


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")
    print(f"{what}: {found!r}")


def refused(what, status, type, call):
    try:
        answer = call()
    except Problem as problem:
        expect(what, (problem.status, problem.type), (status, type))
        return problem
    sys.exit(f"{what}: answered with {answer!r}")


def tour(address, prefix, paths):
    playground = Playground(address, prefix)
    for path in paths:
        expect(path, playground.request("GET", path).status, 200)
    expect("alive", playground.alive(), True)
    expect("ready", playground.ready(), True)
    expect("shares", playground.version()["sharing"], True)

    # Running
    answer = playground.run("pub fn main() -> u64 {\n    40 + 2\n}\n")
    expect("run", (answer["success"], answer["return_value"]), (True, "42"))
    answer = playground.run("pub fn main() {\n    panic!(\"no\");\n}\n")
    expect("a panic", (answer["success"], answer["error_type"]), (False, "RuntimePanic"))
    answer = playground.run(
        COUNTER,
        calls=[{"function": "Counter.add", "args": [2]}, {"function": "Counter.add", "args": ["40"]}],
        include=["decoded_events", "storage"],
    )
    expect("two calls", [call["return_value"] for call in answer["calls"]], ["2", "42"])
    expect("an event", answer["events"][1]["decoded"]["args"][0]["value"], "40")
    expect("storage", (answer["storage"][0]["variable"], answer["storage"][0]["after"]), ("count", "42"))
    answer = playground.run(files={"src/main.twl": "mod math;\npub fn main() -> u64 {\n    math::two()\n}\n",
                                   "src/math.twl": "pub fn two() -> u64 {\n    2\n}\n"})
    expect("two files", answer.get("return_value", answer["diagnostics"]), "2")

    # Compiling and testing
    answer = playground.compile(COUNTER, emit=["wat", "abi", "gas"])
    expect("compile", (answer["success"], answer["wat"].startswith("(module")), (True, True))
    answer = playground.compile("pub fn main( {")
    expect("a mistake", (answer["error_type"], answer["diagnostics"][0]["severity"]), ("Compilation", "error"))
    answer = playground.test(TESTED)
    expect("test", (answer["passed"], answer["failed"]), (1, 0))

    # Sharing
    shared = playground.share(COUNTER, entry_point="Counter.add", args=[1], ttl=3600)
    again = playground.share(COUNTER, entry_point="Counter.add", args=[1], ttl=3600)
    expect("shared twice", again["id"], shared["id"])
    loaded = playground.load(shared["id"])
    about = loaded.pop("share")
    expect("about it", (about["id"], about["compiler_changed"]), (shared["id"], False))
    expect("run as it was shared", playground.run(**loaded)["return_value"], "1")
    expect("its source", playground.source(shared["id"]) == COUNTER, True)
    path = f"{prefix}/load?id={shared['id']}"
    tag = playground.request("GET", path).headers["ETag"]
    try:
        playground.request("GET", path, headers={"If-None-Match": tag})
        sys.exit("the same ETag got the whole answer")
    except Problem as unchanged:
        expect("unchanged", unchanged.status, 304)
    refused("a stranger's token", 403, "/problems/wrong-delete-token",
            lambda: playground.delete(shared["id"], "nonsense"))
    playground.delete(shared["id"], shared["delete_token"])
    playground.delete(shared["id"], again["delete_token"])
    refused("deleted", 404, "/problems/no-such-snippet", lambda: playground.load(shared["id"]))

    # What there is
    names = [example["name"] for example in playground.examples()]
    expect("examples", "counter" in names, True)
    expect("library", any(item["path"] == ".push" for item in playground.library()), True)
    expect("described", "/load" in playground.openapi()["paths"], True)
    for path in ("/", "/embed", "/docs"):
        page = playground.request("GET", path)
        expect(path, page.headers.get_content_type(), "text/html")
    script = playground.request("GET", "/embed.js")
    expect("/embed.js", script.headers.get_content_type(), "text/javascript")

    # Mistakes
    problem = refused("a wrong field", 422, "/problems/invalid-request", lambda: playground.run("", gas_limit=-1))
    expect("its place", problem.errors[0]["pointer"], "#/gas_limit")
    expect("what that means", playground.problem(problem.type).status, 200)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for prefix in ("", "/v1"):
        tour(sys.argv[1], prefix, sys.argv[2:])
    print("every endpoint answered as it should")
