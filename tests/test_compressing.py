"""Precompressed files hold what the files beside them hold, and only what never changes may be kept for long."""

import gzip
from pathlib import Path

import brotli

from gutbrain.compressing import compress


def test_copies_hold_the_same_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p>The gut and the brain.</p>" * 100)
    (tmp_path / "small.html").write_text("<p>Small.</p>")
    (tmp_path / "picture.png").write_bytes(b"\0" * 5000)
    assert compress(tmp_path) == 1
    copies = {path.name: path.read_bytes() for path in tmp_path.glob("*.??") if path.suffix in (".gz", ".br")}
    assert copies.keys() == {"index.html.gz", "index.html.br"}
    assert gzip.decompress(copies["index.html.gz"]) == brotli.decompress(copies["index.html.br"]) == page.read_bytes()
    compress(tmp_path)
    assert copies == {name: (tmp_path / name).read_bytes() for name in copies}


def test_only_files_named_by_their_content_are_kept_for_a_year(tmp_path: Path) -> None:
    for name in ("bundle.a5f9d56c.min.js", "library.css", "index.html"):
        (tmp_path / name).write_text("x")
    compress(tmp_path)
    assert (tmp_path / "_headers").read_text() == "/bundle.a5f9d56c.min.js\n  Cache-Control: public, max-age=31536000, immutable\n"
