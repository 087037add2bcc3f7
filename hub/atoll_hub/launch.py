"""Start a program that outlives whoever asked for it.

    python -m atoll_hub.launch --log FILE --record FILE -- PROGRAM ARGUMENT...

The program gets a session of its own, no inherited file descriptor, a log that
is rotated, and a record of which process it is. The record is written by the
new process itself just before it becomes the program: a launcher that is killed
half-way never leaves a running program that nobody knows of.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import Sequence

from atoll_hub.files import write_json
from atoll_hub.processes import ProcessIdentity

LOG_LIMIT = 10 * 1024 * 1024
"""Bytes after which a log is put aside."""

SECRET_PREFIX = "ATOLL_SECRET_"
"""Secrets given to the control plane by its environment are not the program's business."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m atoll_hub.launch", description=__doc__.split("\n")[0])
    parser.add_argument("--log", type=Path, required=True, help="file that takes what the program prints")
    parser.add_argument("--record", type=Path, required=True, help="file that says which process it is")
    parser.add_argument("command", nargs="+", metavar="PROGRAM", help="the program and its arguments, after --")
    options = parser.parse_args(arguments)
    try:
        print(launch(options.command, log=options.log.absolute(), record=options.record.absolute()))
    except OSError as error:
        print(f"cannot start {options.command[0]}: {error}", file=sys.stderr)
        return 1
    return 0


def launch(command: Sequence[str], *, log: Path, record: Path) -> int:
    """Start ``command`` on its own; its process id once it really runs.

    The child reports its id on one line, and after it why it failed, if it did.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    news, report = os.pipe()
    middle = os.fork()
    if middle == 0:
        os.close(news)
        _leave(command, log, record, report)
    os.close(report)
    with os.fdopen(news, "rb") as pipe:
        # Ends when the program is executed (the pipe closes by itself) or says why not.
        answer = pipe.read().decode()
    os.waitpid(middle, 0)
    pid, _, failure = answer.partition("\n")
    if failure or not pid:
        raise OSError(failure.strip() or "it ended before it began")
    return int(pid)


def rotate(log: Path, limit: int = LOG_LIMIT) -> None:
    """Put a log that has grown past ``limit`` aside as ``.1``."""
    try:
        if log.stat().st_size > limit:
            os.replace(log, log.with_name(log.name + ".1"))
    except FileNotFoundError:
        pass


def _leave(command: Sequence[str], log: Path, record: Path, report: int) -> None:
    """In the child: cut every tie, then become the program. Never returns."""
    recorded = False
    try:
        os.setsid()
        # The second fork gives up the lead of the session, so that no terminal is ever taken.
        if os.fork() != 0:
            os._exit(0)
        _reset_signals()
        os.umask(0o077)
        os.chdir("/")
        rotate(log)
        _redirect(log, keep=report)
        identity = ProcessIdentity.of(os.getpid())
        assert identity is not None, "a process that runs has an identity"
        write_json(record, identity.record())
        recorded = True
        os.write(report, f"{identity.pid}\n".encode())
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(SECRET_PREFIX)
        }
        environment["ATOLL_LOG"] = str(log)
        os.execvpe(command[0], list(command), environment)
    except BaseException as error:  # noqa: BLE001 - the launcher reports it, whatever it is
        if recorded:
            record.unlink(missing_ok=True)
        os.write(report, f"\n{error}".encode())
    finally:
        os._exit(127)


def _reset_signals() -> None:
    """Ignored and blocked signals pass on to a program; this one shall hear them all."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _redirect(log: Path, *, keep: int) -> None:
    """Read nothing, print to the log, and hold nothing else open but ``keep``."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    lines = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(nothing, 0)
    os.dup2(lines, 1)
    os.dup2(lines, 2)
    highest = os.sysconf("SC_OPEN_MAX")
    os.closerange(3, keep)
    os.closerange(keep + 1, highest)
    os.set_inheritable(keep, False)


if __name__ == "__main__":
    sys.exit(main())
