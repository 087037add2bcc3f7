"""Writing state so that a reader never sees half of it."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any


def write_atomically(path: Path, text: str, mode: int = 0o600) -> None:
    """Replace ``path`` by ``text`` in one step, with ``mode`` from the first byte on."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def write_json(path: Path, value: Any, mode: int = 0o600) -> None:
    """Replace ``path`` by ``value`` as JSON, in one step."""
    write_atomically(path, json.dumps(value, indent=2, sort_keys=True) + "\n", mode)


def read_json(path: Path, missing: Any) -> Any:
    """What ``path`` holds, or ``missing`` where there is no such file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return missing
