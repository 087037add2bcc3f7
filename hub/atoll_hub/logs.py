"""What is worth a line in a hub's log, and how long the log may get."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from jupyterhub import log
from jupyterhub.metrics import prometheus_log_method

from atoll_hub.launch import LOG_LIMIT

SLOW = 1.0
"""Seconds after which a request is worth a line."""


def log_request(handler: Any) -> None:
    """Log what went wrong, took long or changed something; measure everything."""
    request = handler.request
    quiet = handler.get_status() < 400 and request.request_time() < SLOW and request.method in ("GET", "HEAD")
    if quiet or request.path.endswith("/activity"):
        prometheus_log_method(handler)
    else:
        log.log_request(handler)


def shorten_own_log() -> None:
    """Put this process's own log aside once it is long, and go on in an empty one.

    The file is copied and cut, not renamed: the process holds it open for appending.
    """
    name = os.environ.get("ATOLL_LOG")
    if not name:
        return
    path = Path(name)
    try:
        if path.stat().st_size > LOG_LIMIT:
            shutil.copyfile(path, path.with_name(path.name + ".1"))
            os.truncate(path, 0)
    except FileNotFoundError:
        return
