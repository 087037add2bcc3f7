"""A load generator of constant rate that is honest about waiting.

Request number i is due at `start + i / rate`, whatever became of those before it, and its latency counts from then. A
generator that waits for an answer before it sends the next request measures a stalled server as one slow answer; this one
measures it as many (the error is known as coordinated omission).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field


@dataclass
class Target:
    host: str
    port: int
    path: str
    #: Such as `Host` and `Cookie`.
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """Latencies in milliseconds of the answers that were as expected, and how many were not."""

    latencies: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Connections:
    """Kept-alive connections: a request takes one that is free, or opens one, so that none waits for another."""

    def __init__(self, target: Target):
        self.target = target
        self.free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        headers = {"Host": f"{target.host}:{target.port}", **target.headers, "Connection": "keep-alive"}
        lines = [f"GET {target.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        self.request = ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def get(self) -> tuple[int, bytes]:
        pair = self.free.pop() if self.free else await asyncio.open_connection(self.target.host, self.target.port)
        reader, writer = pair
        writer.write(self.request)
        await writer.drain()
        status, body = await read_answer(reader)
        self.free.append(pair)
        return status, body

    def close(self) -> None:
        for _, writer in self.free:
            writer.close()


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if "content-length" in headers:
        return status, await reader.readexactly(int(headers["content-length"]))
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return status, b""
    body = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readline()
    return status, body


async def constant_rate(target: Target, rate: float, seconds: float, expect: bytes = b"") -> Outcome:
    """Sends `rate` requests a second for so many seconds. An answer counts when it is 200 and holds `expect`."""
    outcome, connections = Outcome(), Connections(target)
    await connections.get()  # the first connection is opened before the clock starts

    async def one(due: float) -> None:
        try:
            status, body = await asyncio.wait_for(connections.get(), timeout=10)
        except (OSError, EOFError, asyncio.TimeoutError, asyncio.LimitOverrunError) as error:
            outcome.failures.append(type(error).__name__)
            return
        latency = (time.perf_counter() - due) * 1000
        if status == 200 and expect in body:
            outcome.latencies.append(latency)
        else:
            outcome.failures.append(f"status {status}, {len(body)} bytes")

    start = time.perf_counter() + 0.05
    tasks = []
    for index in range(int(rate * seconds)):
        due = start + index / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(due)))
    await asyncio.gather(*tasks)
    connections.close()
    return outcome
