"""Compressed copies hold what the files beside them hold, and are the same bytes each time."""

import gzip
from pathlib import Path

import brotli
from conftest import gutbrain

from gutbrain.compressing import compress


def test_copies_hold_the_same_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p>The gut and the brain.</p>" * 100)
    (tmp_path / "small.html").write_text("<p>Small.</p>")
    (tmp_path / "picture.png").write_bytes(b"\0" * 5000)
    compress(tmp_path)
    copies = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix in (".gz", ".br")}
    assert copies.keys() == {"index.html.gz", "index.html.br"}
    assert gzip.decompress(copies["index.html.gz"]) == brotli.decompress(copies["index.html.br"]) == page.read_bytes()
    compress(tmp_path)
    assert copies == {name: (tmp_path / name).read_bytes() for name in copies}


def test_a_build_writes_copies_only_where_asked_to(project: Path) -> None:
    done = gutbrain(project, "build", "--compress")
    assert done.returncode == 0, done.stdout + done.stderr
    page = project / "site" / "stress" / "leaky-gut" / "index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    assert not list((project / "site" / "hosting").glob("*.gz"))
    assert gutbrain(project, "build").returncode == 0
    assert not [path for path in (project / "site").rglob("*") if path.suffix in (".gz", ".br")]
