"""What a newcomer's machine gets is locked, checked and complete."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.test_imports import OURS, all_imports
from tools import vendor_assets

ROOT = Path(__file__).parent.parent
PYTHON_LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
LOCKED = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*])?==([^ ;\\]+)", re.MULTILINE)


def setup_cfg() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    return config


def locked(name: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / name).read_text()))


def canonical(name: str) -> str:
    return name.lower().replace("_", "-")


def npm_packages() -> dict[str, dict[str, str]]:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    return {path: package for path, package in lock["packages"].items() if path}


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, "package-lock.json"])
def test_no_lock_file_names_a_host(name: str) -> None:
    assert re.findall(r"\w+://|resolved", (ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_python_package_is_locked_with_its_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / name).read_text())[1:]
    assert len(entries) == len(locked(name)) > 0
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_running_and_testing_use_the_same_versions() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()
    assert locked("requirements-node.lock").items() <= locked("requirements-dev.lock").items()


def test_every_dependency_of_setup_cfg_is_locked() -> None:
    config = setup_cfg()
    wanted = config["options"]["install_requires"] + "".join(config["options.extras_require"].values())
    names = {re.split(r"[\[>=]", line)[0] for line in wanted.split()}
    assert names - locked("requirements-dev.lock").keys() == set()


def test_every_library_that_the_server_imports_is_declared() -> None:
    config = setup_cfg()
    extras = config["options.extras_require"]
    run_time = config["options"]["install_requires"] + extras["large"] + extras["usb"] + extras["serial"]
    declared = {canonical(re.split(r"[\[>=]", line)[0]) for line in run_time.split()}
    imported = {each.imported.split(".")[0] for each in all_imports(ROOT)} - {*OURS, *sys.stdlib_module_names}
    homes = packages_distributions()
    unknown = [
        name for name in sorted(imported) if not declared & set(map(canonical, homes.get(name, [name])))
    ]
    assert unknown == []


def test_every_npm_package_is_locked_with_its_hash() -> None:
    unchecked = [
        path for path, package in npm_packages().items() if "sha512-" not in package.get("integrity", "")
    ]
    assert unchecked == []


def test_every_package_on_disk_is_in_the_wheel() -> None:
    listed = set(setup_cfg()["options"]["packages"].split()) - {"queue_server.templates"}
    top = ("queue_server", "display", "printer")
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for name in top
        for path in (ROOT / name).rglob("__init__.py")
    }
    assert found == listed


def test_a_second_making_of_the_browser_parts_does_nothing() -> None:
    command = [sys.executable, "-m", "tools.vendor_assets"]
    subprocess.run(command, cwd=ROOT, check=True)
    made = sorted((ROOT / "queue_server/static/vendor").rglob("*.*"))
    assert {"socket.io.min.js", "BeVietnamPro-Bold.woff2"} <= {path.name for path in made}
    before = [path.stat().st_mtime_ns for path in made]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.stat().st_mtime_ns for path in made] == before


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    return tmp_path


def make_browser_parts(checkout: Path, path: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.vendor_assets"]
    return subprocess.run(command, cwd=checkout, env={"PATH": path}, capture_output=True, text=True)


@pytest.fixture
def npm_that_refuses(tmp_path: Path) -> str:
    """A folder for PATH with an npm that finds a wrong hash."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, text in {"npm": "#!/bin/sh\necho EINTEGRITY >&2\nexit 1\n", "node": "#!/bin/sh\n"}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def test_a_package_that_does_not_match_its_hash_stops_the_set_up(
    bare_checkout: Path, npm_that_refuses: str
) -> None:
    done = make_browser_parts(bare_checkout, npm_that_refuses)
    assert done.returncode == 1
    assert "EINTEGRITY" in done.stderr
    assert "could not install what package-lock.json names" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((bare_checkout / "queue_server").rglob("*.js"))


def test_a_machine_without_node_takes_npm_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    npm = vendor_assets.find_npm()
    assert Path(npm).parent == Path(sys.executable).parent
    version = subprocess.run([npm, "--version"], capture_output=True, text=True, check=True).stdout
    assert int(version.split(".")[0]) >= 9


def test_without_any_npm_the_set_up_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(vendor_assets.SetUpError, match="npm is missing: install"):
        vendor_assets.find_npm()


def test_only_a_new_enough_python_is_taken(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        [ROOT / "tools/make_environment.sh", tmp_path / "venv"],
        env={"PYTHON": str(old), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed.")
    assert not (tmp_path / "venv").exists()
