"""Become a user's server: take on its limits and its uid, then execute it.

Run as a program (``python -I -S confine.py JSON``) between the hub's fork and
the user's server, instead of code that runs after the fork of a process with
threads. Standard library only, and none of this package: it has to start in
milliseconds, and must not depend on what a user's environment holds.
"""

import ctypes
import json
import os
import resource
import sys

PR_SET_NO_NEW_PRIVS = 38
NEAR_FIRST_TO_DIE = "500"
"""Where the machine runs out of memory, users' servers go before hubs."""
LOG_LIMIT = 1024 * 1024


def main(order: dict) -> None:
    for file in order["cgroups"]:
        with open(file, "w") as procs:
            procs.write(str(os.getpid()))
    for name, value in order["rlimits"].items():
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (limit, limit))
    if order["cpus"]:
        os.sched_setaffinity(0, order["cpus"])
    if order["nice"]:
        os.nice(order["nice"])
    with open("/proc/self/oom_score_adj", "w") as score:
        score.write(NEAR_FIRST_TO_DIE)
    if order["uid"] is not None:
        os.setgroups([])
        os.setresgid(order["uid"], order["uid"], order["uid"])
        os.setresuid(order["uid"], order["uid"], order["uid"])
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "cannot give up new privileges")
    os.umask(0o077)
    # From here on as the user: a home may hold links to anywhere.
    os.chdir(order["home"])
    _print_to(order["log"])
    os.execve(order["command"][0], order["command"], os.environ)


def _print_to(log: str) -> None:
    os.makedirs(os.path.dirname(log), mode=0o700, exist_ok=True)
    if os.path.isfile(log) and os.path.getsize(log) > LOG_LIMIT:
        os.replace(log, log + ".1")
    lines = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(lines, 1)
    os.dup2(lines, 2)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
