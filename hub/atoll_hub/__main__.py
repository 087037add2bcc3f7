"""Run the hub of one file, or look whether it could be run.

    python -m atoll_hub /path/to/hub.json
    python -m atoll_hub --check /path/to/hub.json
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Sequence

from atoll_hub import isolation
from atoll_hub.files import write_atomically, write_json
from atoll_hub.settings import ConfigurationError, Settings


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m atoll_hub", description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether the file can be honoured")
    parser.add_argument("file", type=Path, help="hub.json")
    options = parser.parse_args(arguments)
    os.umask(0o077)
    try:
        settings = Settings.read(options.file)
        found = isolation.find(settings)
        if not options.check:
            prepare(settings, found)
        run(settings, found, only_check=options.check)
    except ConfigurationError as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return 2
    return 0


def prepare(settings: Settings, found: isolation.Isolation) -> None:
    """The files a hub needs before it starts."""
    write_json(settings.state / "isolation.json", found.report())
    # Git drops configuration from the environment when it asks a local repository; a file stays.
    lines = ["[include]", "\tpath = /etc/gitconfig", "[safe]"]
    lines += [f"\tdirectory = {directory}" for directory in settings.git_safe_directories]
    write_atomically(settings.state / "gitconfig", "\n".join(lines) + "\n", mode=0o644)


def run(settings: Settings, found: isolation.Isolation, *, only_check: bool) -> None:
    """Become JupyterHub; returns only where nothing is to be run."""
    # Imported late: a file that cannot be honoured is refused in an instant.
    from atoll_hub.application import AtollHub
    from atoll_hub.configure import configuration
    from atoll_hub.login import check_login

    config = configuration(settings, found)
    check_login(config.JupyterHub.authenticator_class, config)
    if only_check:
        return
    AtollHub.settings = settings
    AtollHub.profiles = config.ConfinedSpawner.profiles
    AtollHub.instance(config=config)
    AtollHub.launch_instance(argv=[])


if __name__ == "__main__":
    sys.exit(main())
