"""Both versions on folders that look like the kernel's; the kernel's own are tried in test_isolation_running."""

from __future__ import annotations

from pathlib import Path

from atoll_hub.cgroups import CONTROLLERS, Limits, VersionOne, VersionTwo, find

LIMITS = Limits(memory=2**30, memory_guarantee=2**29, cpu=1.5, cpu_guarantee=0.5)


def mounts(folder: Path, *lines: str) -> Path:
    file = folder / "mountinfo"
    file.write_text("".join(f"30 25 0:26 / {line}\n" for line in lines))
    return file


def test_version_one_is_found_by_its_mounts(tmp_path: Path) -> None:
    lines = [f"/sys/fs/cgroup/{name} rw shared:9 - cgroup cgroup rw,{name}" for name in ("memory", "cpu,cpuacct", "pids")]
    found = find(mounts(tmp_path, *lines))
    assert isinstance(found, VersionOne) and found.mounts["cpu"] == Path("/sys/fs/cgroup/cpu,cpuacct")


def test_version_two_is_found_where_it_offers_the_controllers(tmp_path: Path) -> None:
    file = mounts(tmp_path, f"{tmp_path} rw - cgroup2 cgroup2 rw,nsdelegate")
    assert find(file) is None
    (tmp_path / "cgroup.controllers").write_text("cpuset cpu io memory pids\n")
    assert isinstance(find(file), VersionTwo)
    (tmp_path / "cgroup.controllers").write_text("hugetlb\n")
    assert find(file) is None


def test_version_one_limits_in_each_hierarchy(tmp_path: Path) -> None:
    hierarchy = VersionOne({name: tmp_path / name for name in CONTROLLERS})
    group = hierarchy.create("atoll/reef/user-ada", LIMITS)
    memory, cpu, pids = (tmp_path / name / "atoll/reef/user-ada" for name in CONTROLLERS)
    assert (memory / "memory.limit_in_bytes").read_text() == str(2**30)
    assert (memory / "memory.soft_limit_in_bytes").read_text() == str(2**29)
    assert (cpu / "cpu.cfs_quota_us").read_text() == "150000" and (cpu / "cpu.shares").read_text() == "512"
    assert int((pids / "pids.max").read_text()) > 100
    assert group == hierarchy.find("atoll/reef/user-ada") and len(group.joins) == 3


def test_version_two_hands_the_controllers_down(tmp_path: Path) -> None:
    group = VersionTwo(tmp_path).create("atoll/reef/user-ada", LIMITS)
    folder = tmp_path / "atoll/reef/user-ada"
    for above in (tmp_path, tmp_path / "atoll", tmp_path / "atoll/reef"):
        assert (above / "cgroup.subtree_control").read_text() == "+memory +cpu +pids"
    assert not (folder / "cgroup.subtree_control").exists(), "a group with processes hands nothing down"
    assert (folder / "memory.max").read_text() == str(2**30) and (folder / "cpu.max").read_text() == "150000 100000"
    assert group.joins == [str(folder / "cgroup.procs")]


def test_what_is_not_limited_is_left_alone(tmp_path: Path) -> None:
    VersionTwo(tmp_path).create("ada", Limits())
    assert sorted(file.name for file in (tmp_path / "ada").iterdir()) == ["pids.max"]
