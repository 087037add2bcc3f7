from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atoll_hub.gateway import HostGateway


def gateway(host: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> HostGateway:
    async def ready(*_: Any) -> None:
        return None

    monkeypatch.setattr(HostGateway, "_start_external", ready)
    monkeypatch.setattr(HostGateway, "_wait_for_route", ready)
    made = HostGateway(host=host, dynamic_config_file=str(file), traefik_entrypoint="web")
    made._start_future = None
    return made


async def test_each_rule_holds_for_one_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reef = gateway("reef.localhost", tmp_path / "reef.yaml", monkeypatch)
    await reef.add_route("/", "http://127.0.0.1:1", {"hub": True})
    await reef.add_route("/user/ada%40reef.edu/", "http://127.0.0.1:2", {"user": "ada@reef.edu"})
    rules = [router["rule"] for router in reef.dynamic_config["http"]["routers"].values()]
    assert rules[0] == "Host(`reef.localhost`) && PathPrefix(`/`)"
    assert rules[1].startswith("Host(`reef.localhost`) && ( PathPrefix(`/user/ada@reef.edu/`)")
    assert set(await reef.get_all_routes()) == {"/", "/user/ada%40reef.edu/"}
    assert (await reef.get_route("/"))["target"] == "http://127.0.0.1:1"
    assert await reef.get_route("/user/bob/") is None


async def test_two_hubs_share_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = []
    for hub in ("reef", "lagoon"):
        one = gateway(f"{hub}.localhost", tmp_path / f"{hub}.yaml", monkeypatch)
        await one.add_route("/user/ada/", "http://127.0.0.1:2", {})
        names += [*one.dynamic_config["http"]["routers"], *one.dynamic_config["http"]["services"]]
    assert len(set(names)) == 4


async def test_routes_are_read_back_and_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "reef.yaml"
    await gateway("reef.localhost", file, monkeypatch).add_route("/user/ada/", "http://127.0.0.1:2", {"user": "ada"})
    again = gateway("reef.localhost", file, monkeypatch)
    assert (await again.get_all_routes())["/user/ada/"]["data"] == {"user": "ada"}
    await again.delete_route("/user/ada/")
    assert await again.get_all_routes() == {}
    assert "ada" not in file.read_text() and "routers" not in file.read_text(), "Traefik refuses empty tables"
