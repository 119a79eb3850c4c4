"""The lock of the local door, each part for itself."""

import re
from collections.abc import Iterator

import pytest
from asgi_client import Client, SocketClosedError
from front_door import HOME, StillClock, knock
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Scope
from starlette.websockets import WebSocket

from spinecoach.web.security.origins import OriginCheck
from spinecoach.web.security.passphrase import SECONDS_A_TRY, TRIES, Guess, Passphrase

JSON = {"Content-Type": "application/json"}


async def change(request: Request) -> Response:
    form: FormData = await request.form() if "form" in request.headers.get("content-type", "") else FormData()
    return PlainTextResponse(f"changed {form.get('what', '')}".strip())


async def page(request: Request) -> Response:
    return HTMLResponse(request.scope["state"]["csrf"])


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def plain_answer(scope: Scope, status: int, line: str) -> Response:
    return PlainTextResponse(line, status_code=status)


@pytest.fixture
def client() -> Iterator[Client]:
    """A browser before a small application that only the origin check guards."""
    inner = Starlette(
        routes=[
            Route("/page", page),
            Route("/page", change, methods=["POST", "PUT", "PATCH", "DELETE"]),
            Route("/api/thing", change, methods=["POST", "PUT", "DELETE"]),
            WebSocketRoute("/socket", talk),
        ]
    )
    with Client(OriginCheck(inner, 8420, plain_answer), HOME) as opened:
        yield opened


# ---------------------------------------------------------------- Host


@pytest.mark.parametrize("host", ["127.0.0.1:8420", "localhost:8420", "LOCALHOST", "[::1]:8420", "127.0.0.1"])
def test_this_machines_own_names_are_served(host: str) -> None:
    with knock() as client:
        assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8420", "127.0.0.1.evil.example", "192.168.1.5", "", "[::2]"]
)
def test_a_name_that_was_rebound_to_this_machine_is_refused(host: str) -> None:
    with knock() as client:
        answer = client.get("/healthz", headers={"Host": host})
        assert answer.status_code == 421
        assert answer.text.count("\n") == 1


def test_beyond_this_machine_any_address_is_ours_but_no_foreign_name() -> None:
    with knock(host="0.0.0.0", passphrase="seven words", names=("den.example",)) as client:
        assert client.get("/healthz", headers={"Host": "192.168.1.5:8420"}).status_code == 200
        assert client.get("/healthz", headers={"Host": "den.example"}).status_code == 200
        assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 421


# ---------------------------------------------------------------- Origin and CSRF


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1:8420", "http://127.0.0.1:9999", "http://localhost:8420", ""],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_another_site_can_change_nothing(client: Client, origin: str, method: str) -> None:
    client.get("/page")
    token = client.get("/page").text
    headers = {"Origin": origin, "X-CSRF-Token": token, **JSON}
    assert client.request(method, "/api/thing", headers=headers, content="{}").status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_a_browser_that_says_it_comes_from_elsewhere_is_believed(client: Client, site: str) -> None:
    assert client.post("/api/thing", headers={"Sec-Fetch-Site": site, **JSON}, content="{}").status_code == 403


def test_our_own_pages_may_send_json_without_a_token(client: Client) -> None:
    headers = {"Origin": HOME, "Sec-Fetch-Site": "same-origin", **JSON}
    assert client.post("/api/thing", headers=headers, content="{}").text == "changed"


def test_a_browser_needs_the_token_for_anything_but_json(client: Client) -> None:
    headers = {"Origin": HOME, "Content-Type": "text/plain"}
    assert client.post("/api/thing", headers=headers, content="{}").status_code == 403


def test_a_program_without_origin_and_cookies_may_use_the_api(client: Client) -> None:
    assert client.post("/api/thing", json={}).text == "changed"
    assert client.put("/api/thing", content="{}").text == "changed"
    assert client.delete("/api/thing").text == "changed"


def test_a_form_needs_the_token_even_from_a_program(client: Client) -> None:
    assert client.post("/page", data={"what": "pain"}).status_code == 403


def test_a_form_with_the_token_of_its_page_arrives_whole(client: Client) -> None:
    token = client.get("/page").text
    answer = client.post("/page", data={"csrf": token, "what": "pain"}, headers={"Origin": HOME})
    assert answer.text == "changed pain"


def test_htmx_may_send_the_token_as_a_header(client: Client) -> None:
    token = client.get("/page").text
    answer = client.post("/page", data={"what": "pain"}, headers={"Origin": HOME, "X-CSRF-Token": token})
    assert answer.text == "changed pain"


@pytest.mark.parametrize("wrong", ["", "x", "A" * 43])
def test_a_wrong_token_is_refused(client: Client, wrong: str) -> None:
    client.get("/page")
    assert client.post("/page", data={"csrf": wrong}, headers={"Origin": HOME}).status_code == 403


def test_a_token_without_its_cookie_is_refused(client: Client) -> None:
    token = client.get("/page").text
    client.cookies.clear()
    assert client.post("/page", data={"csrf": token}, headers={"Origin": HOME}).status_code == 403


def test_a_browser_keeps_its_token_from_page_to_page(client: Client) -> None:
    assert client.get("/page").text == client.get("/page").text


def test_the_cookie_is_strict_and_out_of_reach_for_scripts(client: Client) -> None:
    cookie = client.get("/page").headers["set-cookie"]
    assert cookie.startswith("spinecoach_csrf_8420=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}


def test_a_body_beyond_a_megabyte_is_refused(client: Client) -> None:
    assert client.post("/api/thing", content=b" " * 1_000_001, headers=JSON).status_code == 413


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:8420"])
def test_another_site_cannot_open_the_socket(client: Client, origin: str) -> None:
    with pytest.raises(SocketClosedError), client.socket("/socket", headers={"Origin": origin}):
        pass


@pytest.mark.parametrize("headers", [{"Origin": HOME}, {}])
def test_our_own_page_and_a_program_can_open_the_socket(client: Client, headers: dict[str, str]) -> None:
    with client.socket("/socket", headers=headers) as socket:
        assert socket.receive() == "hello"


# ---------------------------------------------------------------- Headers


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/api/v1/nothing", "/no-such-page", "/static/icon.svg", "/openapi.json"]
)
def test_every_answer_carries_the_headers(path: str) -> None:
    with knock() as client:
        headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self' ws://127.0.0.1:8420 wss://127.0.0.1:8420"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "data:" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["permissions-policy"].startswith("camera=(self)")
    assert "microphone=()" in headers["permissions-policy"]
    assert "server" not in headers


def test_pages_stay_out_of_every_cache() -> None:
    with knock() as client:
        assert client.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/no-such-page"])
def test_no_page_has_a_script_or_a_style_in_line(path: str) -> None:
    with knock() as client:
        page = client.get(path).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_no_page_names_another_machine() -> None:
    with knock() as client:
        page = client.get("/").text
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", page)


# ---------------------------------------------------------------- Passphrase


SECRET = "seven words beside the sea"


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def test_without_the_passphrase_there_is_only_the_form() -> None:
    with knock(passphrase=SECRET) as client:
        page = client.get("/history?x=1", follow_redirects=False)
        assert (page.status_code, page.headers["location"]) == (303, "/login?next=/history")
        assert client.get("/api/v1/sessions").status_code == 401
        assert client.post("/api/v1/sessions", json={}).status_code == 401
        assert client.get("/healthz").status_code == 200
        with pytest.raises(SocketClosedError), client.socket("/live/x/socket"):
            pass


def test_the_right_passphrase_lets_in_and_goes_where_one_wanted() -> None:
    with knock(passphrase=SECRET) as client:
        token = csrf_of(client.get("/login?next=/about").text)
        form = {"csrf": token, "passphrase": SECRET}
        answer = client.post("/login?next=/about", data=form, headers={"Origin": HOME}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/about")
        assert {"HttpOnly", "SameSite=Strict"} <= {part.strip() for part in answer.headers["set-cookie"].split(";")}
        assert client.get("/about", follow_redirects=False).status_code == 200


@pytest.mark.parametrize("wanted", ["//evil.example", "/\\evil.example", "http://evil.example"])
def test_a_login_never_leads_elsewhere(wanted: str) -> None:
    with knock(passphrase=SECRET) as client:
        token = csrf_of(client.get("/login").text)
        form = {"csrf": token, "passphrase": SECRET}
        answer = client.post(f"/login?next={wanted}", data=form, headers={"Origin": HOME}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_a_wrong_passphrase_is_asked_for_again() -> None:
    with knock(passphrase=SECRET) as client:
        token = csrf_of(client.get("/login").text)
        answer = client.post("/login", data={"csrf": token, "passphrase": "wrong"}, headers={"Origin": HOME})
        assert answer.status_code == 401
        assert 'role="alert"' in answer.text
        assert client.get("/", follow_redirects=False).status_code == 303


def test_a_login_from_another_site_is_refused() -> None:
    with knock(passphrase=SECRET) as client:
        form = {"csrf": csrf_of(client.get("/login").text), "passphrase": SECRET}
        assert client.post("/login", data=form, headers={"Origin": "http://evil.example"}).status_code == 403


def test_a_program_sends_the_passphrase_as_bearer() -> None:
    with knock(passphrase=SECRET) as client:
        assert client.get("/openapi.json", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 200
        assert client.get("/api/v1/sessions", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/api/v1/sessions", headers={"Authorization": f"Basic {SECRET}"}).status_code == 401


def test_after_five_tries_even_the_right_passphrase_has_to_wait() -> None:
    with knock(passphrase=SECRET) as client:
        for _ in range(TRIES):
            client.get("/openapi.json", headers={"Authorization": "Bearer wrong"})
        right = {"Authorization": f"Bearer {SECRET}"}
        assert client.get("/api/v1/sessions", headers=right).status_code == 401


def test_tries_come_back_one_by_one_and_each_address_has_its_own() -> None:
    clock = StillClock()
    guess = Guess(clock)
    assert [guess.allowed("a") for _ in range(TRIES + 1)] == [True] * TRIES + [False]
    assert guess.allowed("b")
    clock.passed += SECONDS_A_TRY
    assert [guess.allowed("a"), guess.allowed("a")] == [True, False]
    guess.forget("a")
    assert guess.allowed("a")


def test_a_login_outlives_a_restart_but_no_other_passphrase() -> None:
    cookie = Passphrase(SECRET).cookie()
    assert Passphrase(SECRET).accepts(cookie)
    assert not Passphrase("another").accepts(cookie)
    assert not Passphrase(SECRET).accepts(cookie + "x")
    assert not Passphrase(SECRET).accepts("")
