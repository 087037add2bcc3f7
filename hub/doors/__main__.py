"""Answers cases, one line each, until the input ends. See the package."""

from __future__ import annotations

import asyncio
import json
import sys

from doors.hub import Asked


async def main() -> None:
    asked = await Asked.start()
    for line in sys.stdin:
        if not line.strip():
            continue
        answer = await asked.answer(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
