"""`atoll features` and `atoll exceptions` through the real program: an adopted folder with a git history."""

import csv
import io
import json
import os
import pty
import subprocess

import pytest
from control_plane import PROGRAM, ROOT

CLUSTER = """\
name: shore
provider: gcp
tenancy: shared
hubs:
  - {name: staging, domain: staging.example, helm_chart: basehub, helm_chart_values_files: [staging.values.yaml]}
  - {name: reef, domain: reef.example, helm_chart: basehub, helm_chart_values_files: [reef.values.yaml]}
"""
CHART = """\
name: basehub
version: 0.1.0
dependencies:
  - {name: jupyterhub, version: 3.0.0, repository: "https://charts.example"}
"""
REEF = """\
jupyterhub:
  singleuser:
    memory: {limit: 4G}
    extraContainers: [{name: db}]
  cull: {timeout: 600}
  hub:
    readinessProbe: {enabled: false}
    extraConfig:
      01-one: |
        c.A.b = "one, two"
        c.A.c = 2
"""


def git(folder, *words, name="Ada", mail="ada@alpha.example"):
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", name), ("EMAIL", mail))}
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *words], cwd=folder, env=os.environ | who | {"GIT_CONFIG_GLOBAL": "/dev/null"},
        check=True, capture_output=True, timeout=60)


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "fleet"
    files = {
        "config/clusters/shore/cluster.yaml": CLUSTER,
        "config/clusters/shore/staging.values.yaml": "jupyterhub: {singleuser: {extraContainers: [{name: db}]}}\n",
        "config/clusters/shore/reef.values.yaml": REEF,
        "helm-charts/basehub/Chart.yaml": CHART,
        "helm-charts/basehub/values.yaml": "jupyterhub: {}\n",
        "helm-charts/basehub/charts/jupyterhub/Chart.yaml": "name: jupyterhub\nversion: 3.0.0\n",
        "helm-charts/basehub/charts/jupyterhub/values.yaml": "hub: {}\n",
        "features/sidecar.yaml": "stage: general\nowners: [ada]\nreview_by: 2020-01-31\nexplains: [singleuser.extraContainers]\n",
        "fleet.yaml": "name: Alpha\npeople: {ada: {name: Ada, roles: [engineer]}}\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "One")
    staging = root / "config/clusters/shore/staging.values.yaml"
    staging.write_text(staging.read_text() + "# two\n")
    git(root, "commit", "-am", "Two", name="Bo", mail="Bo@alpha.example")
    return root


def run(folder, *words, code=0):
    done = subprocess.run(
        [PROGRAM, *words, "--fleet", str(folder)], capture_output=True, text=True, timeout=120, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == code, done
    return done.stderr if code else done.stdout


def test_features_are_told_with_who_knows_them(folder):
    answer = json.loads(run(folder, "features", "--json"))
    features = {feature["feature"]: feature for feature in answer["features"]}
    assert answer["features"][0]["feature"] == "sidecar" and features["sidecar"]["isOverdue"]
    assert features["sidecar"]["hubs"] == ["shore/reef", "shore/staging"]
    assert features["sidecar"]["authors"] == ["Ada", "Bo"] and not features["sidecar"]["isFragile"]
    assert features["idle-culling"]["busFactor"] == 1 and features["idle-culling"]["isFragile"]
    assert features["idle-culling"]["isBuiltIn"] and not features["sidecar"]["isBuiltIn"]
    text = run(folder, "features")
    assert text.index("sidecar") < text.index("idle-culling") and "overdue since 2020-01-31" in text
    assert "1: one person" in run(folder, "features", "idle-culling")
    assert "did you mean 'sidecar'?" in run(folder, "features", "sidecars", code=1)


def test_the_matrix_is_a_table(folder):
    rows = list(csv.DictReader(io.StringIO(run(folder, "features", "--csv"))))
    assert [(row["hub"], row["sidecar"], row["idle-culling"]) for row in rows] == [
        ("shore/reef", "yes", "yes"), ("shore/staging", "yes", "")]
    assert run(folder, "features", "--hubs").count("●") == 3


def test_without_a_history_nobody_is_called_fragile(folder, tmp_path):
    bare = tmp_path / "bare"
    subprocess.run(["cp", "-r", str(folder), str(bare)], check=True)
    subprocess.run(["rm", "-rf", str(bare / ".git")], check=True)
    answer = json.loads(run(bare, "features", "--json"))
    assert "authorsUnknown" in answer
    assert not any(feature["isFragile"] or "busFactor" in feature for feature in answer["features"])


def test_exceptions_are_told_the_most_costly_first(folder):
    answer = json.loads(run(folder, "exceptions", "--json"))
    assert [(one["path"], one["isCode"]) for one in answer["exceptions"]] == [
        ("hub.extraConfig.01-one", True), ("hub.readinessProbe.enabled", False)]
    assert answer["exceptions"][0]["ratio"] > 1 and answer["exceptions"][0]["lines"] == 2
    rows = list(csv.DictReader(io.StringIO(run(folder, "exceptions", "shore/reef", "--csv"))))
    assert [(row["path"], row["line"]) for row in rows] == [
        ("hub.extraConfig.01-one", "9"), ("hub.readinessProbe.enabled", "7")]
    assert "shore/reef: 2 values that no feature explains" in run(folder, "exceptions", "shore/reef")
    assert run(folder, "exceptions", "shore/staging").startswith("Nothing:")
    assert "did you mean 'shore/reef'?" in run(folder, "exceptions", "shore/ref", code=1)


def test_the_standard_is_one_complete_hub_of_each_kind(folder):
    text = run(folder, "features", "--standard")
    assert text.count("\n---\n") == 2 and "singleuser:" in text
    research = run(folder, "features", "--standard", "research")
    assert "profileList:" in research and research in text
    assert "profileList:" not in run(folder, "features", "--standard", "basic")
    assert "did you mean 'basic'?" in run(folder, "features", "--standard", "basics", code=1)
    answer = json.loads(run(folder, "features", "--standard", "--json"))
    assert [one["kind"] for one in answer] == ["basic", "research", "experimental"]
    assert "kind: basic " in run(ROOT / "examples/alpha", "features", "--standard", "basic")


def test_the_register_is_written_beside_what_is_there_and_never_over_it(folder):
    features = folder / "features"
    assert "Wrote one file to" in run(folder, "features", "--write", str(features))
    assert "idle-culling" in (features / "idle-culling.yaml").name
    answer = json.loads(run(folder, "features", "--json"))
    assert not any(feature["isBuiltIn"] for feature in answer["features"])
    assert "Nothing to write" in run(folder, "features", "--write", str(features))

    other = folder / "other"
    (folder / "config/clusters/shore/staging.values.yaml").write_text("jupyterhub: {hub: {db: {type: mysql}}}\n")
    (features / "idle-culling.yaml").unlink()
    other.mkdir()
    (other / "idle-culling.yaml").write_text("mine\n")
    told = run(folder, "features", "--write", str(other), code=1)
    assert "idle-culling.yaml, which stay as they are" in told and "repeat with --yes" in told
    assert [path.name for path in other.iterdir()] == ["idle-culling.yaml"]
    told = run(folder, "features", "--write", str(other), "--yes")
    assert "Kept idle-culling.yaml" in told and "Wrote one file" in told
    assert (other / "idle-culling.yaml").read_text() == "mine\n"
    assert (other / "hub-database.yaml").read_text().startswith("name: ")
    assert "has them all" in run(folder, "features", "--write", str(other))


def test_a_person_is_asked_before_files_are_written_beside_others(folder):
    other = folder / "other"
    other.mkdir()
    (other / "idle-culling.yaml").write_text("mine\n")
    (folder / "config/clusters/shore/staging.values.yaml").write_text("jupyterhub: {hub: {db: {type: mysql}}}\n")
    for answer, code, files in (("no", 1, 1), ("yes", 0, 2)):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [PROGRAM, "features", "--write", str(other), "--fleet", str(folder)], stdin=theirs, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        ) as program:
            os.write(ours, f"{answer}\n".encode())
            program.communicate(timeout=120)
        os.close(ours)
        os.close(theirs)
        assert program.returncode == code
        assert len(list(other.iterdir())) == files
        assert (other / "idle-culling.yaml").read_text() == "mine\n"
