"""A client of the Twilight playground, with nothing but Python's standard library (3.9 or newer).

    playground = Playground("http://127.0.0.1:8080")
    answer = playground.run("pub fn main() -> u64 { 40 + 2 }")
    print(answer["return_value"])

Methods are named after the endpoints and return what docs/api.md says of them. A program that fails is an answer
(`"success": False`), not an exception; a request that cannot be served raises `Problem`. An answer 429 or 503 says when to try
again, and so does the client, `retries` times. So it does after a 502 of a proxy whose connection to the service ended: every
request may be sent twice, for equal requests get equal answers, and what is shared twice is one program.
"""

import json
import time
import urllib.error
import urllib.parse
import urllib.request

# Longest wait between two tries, in seconds, whatever the service asks for.
LONGEST_PAUSE = 30.0

# Statuses after which a request is sent again.
AGAIN = (429, 502, 503)


class Problem(Exception):
    """An answer in the form of RFC 9457: `type` is stable, `detail` says what to do, `errors` names wrong fields."""

    def __init__(self, status, body, headers):
        self.status = status
        self.request_id = headers.get("X-Request-Id")
        self.retry_after = _seconds(headers.get("Retry-After"))
        self.type = body.get("type", "about:blank")
        self.title = body.get("title", "")
        self.detail = body.get("detail", "")
        self.errors = body.get("errors", [])
        super().__init__(f"{status} {self.type}: {self.detail} (request {self.request_id})")


def _seconds(text):
    """A `Retry-After` in seconds; 1 where there is none, or a date."""
    try:
        return max(0.0, float(text))
    except (TypeError, ValueError):
        return 1.0


class Answer:
    """The status, headers and bytes of an answer."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def text(self):
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)


class Playground:
    """A service at an address such as `https://play.example.org`; `prefix` is "" or "/v1"."""

    def __init__(self, address, prefix="/v1", timeout=60.0, retries=3):
        self.address = address.rstrip("/")
        self.prefix = prefix
        self.timeout = timeout
        self.retries = retries

    # Programs

    def run(self, code=None, **fields):
        """Compiles and calls a program: `code=` or `files=`, then `entry_point`, `args`, `calls`, `context`, `include`, .."""
        return self._post("/run", code, fields)

    def compile(self, code=None, **fields):
        """Compiles a program; `emit=` a list out of tir, wat, meta, abi, wasm, gas."""
        return self._post("/compile", code, fields)

    def test(self, code=None, **fields):
        """Runs a program's own tests; `filter=` a part of their names."""
        return self._post("/test", code, fields)

    # Shared programs

    def share(self, code=None, **fields):
        """Keeps a request to run under an id; `ttl=` seconds. The answer's `delete_token` is shown this once."""
        return self._post("/share", code, fields)

    def load(self, id):
        """What was shared, and about it in `share`."""
        query = urllib.parse.urlencode({"id": id})
        return self.request("GET", f"{self.prefix}/load?{query}").json()

    def source(self, id):
        """The source text of a shared program alone."""
        path = f"{self.prefix}/s/{urllib.parse.quote(id, safe='')}"
        return self.request("GET", path, headers={"Accept": "text/plain"}).text()

    def delete(self, id, token):
        """Deletes what was shared with this token."""
        path = f"{self.prefix}/s/{urllib.parse.quote(id, safe='')}"
        self.request("DELETE", path, headers={"Authorization": f"Bearer {token}"})

    # The service

    def examples(self):
        """The programs of the gallery."""
        return self.request("GET", f"{self.prefix}/examples").json()["examples"]

    def library(self):
        """The standard library."""
        return self.request("GET", f"{self.prefix}/library").json()["items"]

    def openapi(self):
        """The description of this API, as OpenAPI 3.1."""
        return self.request("GET", "/openapi.json").json()

    def version(self):
        """The versions of service and compiler."""
        return self.request("GET", f"{self.prefix}/version").json()

    def alive(self):
        """Whether the process answers."""
        return self._says_yes("/livez")

    def ready(self):
        """Whether programs can be run."""
        return self._says_yes("/readyz")

    def problem(self, type):
        """What a problem's type means."""
        return self.request("GET", type)

    # How

    def request(self, method, path, body=None, headers=None):
        """One request, sent again where the answer says so; an `Answer`, or a `Problem` is raised."""
        tries = 0
        while True:
            try:
                return self._send(method, path, body, headers)
            except Problem as problem:
                if problem.status not in AGAIN or tries == self.retries:
                    raise
                tries += 1
                time.sleep(min(problem.retry_after, LONGEST_PAUSE))

    def _send(self, method, path, body, headers):
        headers = dict(headers or {})
        data = None
        if body is not None:
            data = json.dumps(body).encode("utf-8")
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.address + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                text = error.read()
            try:
                parsed = json.loads(text)
            except ValueError:
                parsed = {}
            raise Problem(error.code, parsed if isinstance(parsed, dict) else {}, error.headers) from None

    def _post(self, path, code, fields):
        body = dict(fields)
        if code is not None:
            body["code"] = code
        return self.request("POST", self.prefix + path, body).json()

    def _says_yes(self, path):
        try:
            return self._send("GET", path, None, None).status == 200
        except Problem:
            return False
