"""The plan of the house: who may import whom, how large a module is, and what each command needs."""

import ast
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SCRIPTS = ROOT / "scripts"
WORKROOMS = {"enriching", "checking", "importing", "finishing", "reporting", "writing"}
MODULES = sorted((SCRIPTS / "gutbrain").rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The modules that a file imports, as dotted names."""
    package = path.relative_to(SCRIPTS).with_suffix("").parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level]) if node.level else []
            found |= {".".join([*base, *([node.module] if node.module else []), name.name]) for name in node.names} | {".".join([*base, node.module or ""])}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SCRIPTS).as_posix())
def test_imports_go_down_and_never_sideways(path: Path) -> None:
    names = imported(path)
    floor = path.relative_to(SCRIPTS / "gutbrain").parts[0]
    assert not any(name.split(".")[0] in ("mkdocs", "material") for name in names), "only hooks.py knows MkDocs"
    rooms = {name.split(".")[1] for name in names if name.startswith("gutbrain.") and name.count(".")} & (WORKROOMS | {"library"})
    if floor == "library":
        assert rooms <= {"library"}
    elif floor in WORKROOMS:
        assert rooms <= {"library", floor}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SCRIPTS).as_posix())
def test_modules_stay_small(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 300


def test_run_py_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {n.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names}
    names |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def test_run_py_helps() -> None:
    done = subprocess.run([sys.executable, "run.py", "--help"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "python3 run.py serve" in done.stdout
    done = subprocess.run([sys.executable, "run.py", "serv"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and "there is no command 'serv'" in done.stderr and "Traceback" not in done.stderr


def test_building_the_site_installs_neither_the_importer_nor_the_tests() -> None:
    locked = (ROOT / "requirements" / "site.txt").read_text()
    assert not any(f"\n{name}==" in locked for name in ("trafilatura", "pytest", "playwright", "hypothesis"))
    assert "--hash=sha256:" in locked and "://" not in locked.replace("https://pip.pypa.io", "")


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    named = [line for line in text.splitlines() if line.startswith('  "')]
    assert named and all("#" in line for line in named)


def test_the_font_is_cut_from_its_package_and_nothing_else() -> None:
    script = runpy.run_path(str(SCRIPTS / "cut_font.py"))
    assert script["FONT"].read_bytes() == script["cut"](), "run `.venv/bin/python scripts/cut_font.py` and commit the file"


IMPORTER = ("ftfy", "trafilatura", "nh3", "lxml", "markdown_it")


def run_without_the_importer(*arguments: str) -> subprocess.CompletedProcess:
    code = f"import sys\nfor name in {IMPORTER}: sys.modules[name] = None\nfrom gutbrain.cli import main\nsys.exit(main())"
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True)


def test_only_import_needs_the_importers_packages(tmp_path: Path) -> None:
    done = run_without_the_importer("check", "docs/index.md")
    assert done.returncode == 0, done.stderr
    (tmp_path / "raw.txt").write_text("An article.\n")
    done = run_without_the_importer("import", str(tmp_path / "raw.txt"), "--output", str(tmp_path))
    assert done.returncode == 2 and "is not installed; run `python3 run.py import`" in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["raw.txt"]
