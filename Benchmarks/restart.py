"""A hub that is restarted while someone works on it: requests that fail, and whether the kernel keeps its variables."""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid

import websockets

from figure import Figure
from load import Outcome, Target, constant_rate
from program import GATEWAY_PORT, Fleet, answer

HUB = "openreef"
USER = "carys"  # on the hub's list
RESTARTS = 3
RATE = 20  # requests a second
HOST = f"{HUB}.localhost:{GATEWAY_PORT}"


def restart() -> list[Figure]:
    with Fleet() as fleet:
        fleet.up()
        return asyncio.run(measure(fleet))


async def measure(fleet: Fleet) -> list[Figure]:
    hub = json.loads((fleet.state / "hubs" / HUB / "hub.json").read_text(encoding="utf-8"))
    headers = {"Host": HOST, "Authorization": f"token {hub['service_token']}"}
    call(f"/hub/api/users/{USER}", headers, "POST")
    call(f"/hub/api/users/{USER}/server", headers, "POST", "{}")
    await until_ready(headers)
    kernel = json.loads(call(f"/user/{USER}/api/kernels", headers, "POST", '{"name": "python3"}'))["id"]
    failed, sent, kept, seconds = [], 0, 0, []
    try:
        address = f"ws://{HOST}/user/{USER}/api/kernels/{kernel}/channels?session_id={uuid.uuid4()}"
        authorization = {"Authorization": headers["Authorization"]}
        async with websockets.connect(
            address, host="127.0.0.1", port=GATEWAY_PORT, additional_headers=authorization, max_size=None
        ) as socket:
            word = secrets.token_hex(8)
            await run_cell(socket, f"kept = {word!r}")
            servers = 20
            for _ in range(RESTARTS):
                fleet.edit(f"hubs/{HUB}.yaml", f"servers: {servers}", f"servers: {servers + 1}")
                servers += 1
                outcome, took = await deploy_under_load(fleet, headers)
                failed.append(float(len(outcome.failures)))
                seconds.append(took)
                sent += len(outcome.latencies) + len(outcome.failures)
                kept += word in await run_cell(socket, "print(kept)")
    finally:
        call(f"/hub/api/users/{USER}/server", headers, "DELETE")
    return [
        Figure(
            "A restarted hub: failed requests to a running user server", "requests", failed, promise=0,
            how=f"{RATE} requests/s through the gateway while atoll deploy restarts the hub and tests it",
            notes=[
                f"{sent} requests in {sum(seconds):.0f} s; the kernel kept its variable, over the same websocket, "
                f"in {kept} of {RESTARTS} restarts."
            ],
        )
    ]


async def deploy_under_load(fleet: Fleet, headers: dict[str, str]) -> tuple[Outcome, float]:
    """Restarts the hub by a deployment, and asks the user's server for its state from before until after."""
    target = Target("127.0.0.1", GATEWAY_PORT, f"/user/{USER}/api/status", headers)
    deploy = asyncio.create_task(
        asyncio.to_thread(fleet.timed, "deploy", "--fleet", str(fleet.folder), "--why", "Measure a restart")
    )
    total = Outcome()
    while not deploy.done():
        part = await constant_rate(target, RATE, 2, b"kernels")
        total.latencies += part.latencies
        total.failures += part.failures
    return total, await deploy


def call(path: str, headers: dict[str, str], method: str, body: str | None = None) -> bytes:
    status, _, text = answer(path, method=method, body=body, headers=headers, port=GATEWAY_PORT)
    if status >= 400 and status != 409:
        raise RuntimeError(f"{method} {path} answered {status}: {text[:200].decode(errors='replace')}")
    return text


async def until_ready(headers: dict[str, str]) -> None:
    for _ in range(600):
        user = json.loads(call(f"/hub/api/users/{USER}", headers, "GET"))
        if user["servers"].get("", {}).get("ready"):
            return
        await asyncio.sleep(0.1)
    raise RuntimeError("the user's server did not become ready in a minute")


async def run_cell(socket: websockets.ClientConnection, code: str) -> str:
    """Runs a cell and returns what it printed. Raises where it failed."""
    identity = uuid.uuid4().hex
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    header = {"msg_id": identity, "msg_type": "execute_request", "username": USER, "session": identity, "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
    await socket.send(json.dumps(message))
    printed, waiting = "", {"reply", "idle"}
    async with asyncio.timeout(30):
        while waiting:
            answer = json.loads(await socket.recv())
            if answer.get("parent_header", {}).get("msg_id") != identity:
                continue
            kind, content = answer["header"]["msg_type"], answer["content"]
            if kind == "stream":
                printed += content["text"]
            elif kind == "execute_reply":
                waiting.discard("reply")
                if content["status"] != "ok":
                    raise RuntimeError(f"the cell failed: {content.get('evalue')}")
            elif kind == "status" and content["execution_state"] == "idle":
                waiting.discard("idle")
    return printed
