"""Options and fixtures. See README.md for how to run."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, Iterator

import pytest
from machine import Machine


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--user-environment",
        default=os.environ.get("ATOLL_USER_ENVIRONMENT", sys.prefix),
        help="the environment that users' servers run in (default: $ATOLL_USER_ENVIRONMENT, else the one of the tests)",
    )
    parser.addoption(
        "--traefik",
        default=os.environ.get("ATOLL_TRAEFIK") or shutil.which("traefik") or str(Path(sys.prefix) / "bin" / "traefik"),
        help="the gateway's program (default: $ATOLL_TRAEFIK, else the one in PATH)",
    )


@pytest.fixture(scope="session", autouse=True)
def names_under_localhost() -> Iterator[None]:
    """Resolve reef.localhost as browsers do; the C library does not."""
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        local = isinstance(host, str) and host.endswith(".localhost")
        return real("127.0.0.1" if local else host, *arguments, **options)

    socket.getaddrinfo = getaddrinfo
    yield
    socket.getaddrinfo = real


@pytest.fixture(scope="module")
def machine(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """A running gateway; everything started behind it ends with the module."""
    traefik = request.config.getoption("--traefik")
    environment = Path(request.config.getoption("--user-environment"))
    if not Path(traefik).exists():
        pytest.fail(f"there is no {traefik}: say --traefik FILE")
    if not any(environment.glob("lib/python*/site-packages/jupyterlab")):
        pytest.fail(f"{environment} holds no JupyterLab: say --user-environment FOLDER")
    folder = Path(tempfile.mkdtemp(prefix="atoll-hub-test-"))
    machine = Machine(folder, traefik, environment.resolve())
    try:
        machine.start_gateway()
        yield machine
    finally:
        machine.close()
        shutil.rmtree(folder)
