#!/usr/bin/env python3
"""Holds every file of a fleet folder against the JSON Schemas that `atoll schema` wrote, with a public validator.

    scripts/check-schemas.py SCHEMAS FLEET [FLEET …]

SCHEMAS is the output folder of `atoll schema`. Needs PyYAML and jsonschema. Exits 1 where a file does not fit.
"""

import json
import pathlib
import re
import sys

import yaml
from jsonschema import Draft202012Validator

FOLDERS = {"community": "communities", "cluster": "clusters", "hub": "hubs", "feature": "features"}


class CoreLoader(yaml.SafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as editors do: no dates, no `yes`, no numbers to the base of 60."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("merge", r"^(?:<<)$", "<"),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def files(fleet: pathlib.Path):
    """Every file that declares something, with its kind."""
    yield "fleet", fleet / "fleet.yaml"
    for kind, folder in FOLDERS.items():
        for path in sorted((fleet / folder).glob("*.yaml")):
            yield kind, path


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    schemas = pathlib.Path(arguments[0])
    validators = {}
    for kind in ["fleet", *FOLDERS]:
        schema = json.loads((schemas / f"{kind}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[kind] = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    checked = wrong = 0
    for fleet in map(pathlib.Path, arguments[1:]):
        for kind, path in files(fleet):
            value = yaml.load(path.read_text(encoding="utf-8"), Loader=CoreLoader)
            checked += 1
            for error in sorted(validators[kind].iter_errors(value), key=lambda error: list(map(str, error.path))):
                wrong += 1
                print(f"{path}: {error.json_path}: {error.message}")
    print(f"{checked} files held against their schemas, {wrong} problems")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
