"""The idle culler, which ends with the hub it serves.

JupyterHub starts it as a service and stops it with itself, but not when the hub
is killed: then one culler more would be left behind each time.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    hub = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != hub or hub == 1:
        sys.exit("the hub is gone")
    runpy.run_module("jupyterhub_idle_culler", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
