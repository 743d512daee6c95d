"""Our own style sheet, font and scripts as browsers get them: without what only people read, in a folder whose name holds
a print of their content, so that browsers may keep them for long.

They move together, since they name each other; the theme names its files by their content itself.
"""

import re
from hashlib import sha256
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_SHORTER = {".css": cssmin, ".js": jsmin}  # jsmin takes a template literal inside another for code: a test keeps ours apart
_REFERENCE = re.compile(r'assets/(?<=["/]assets/)(?=(?:search/)?[\w-]+\.(?:css|js|woff2)")')  # begins with a word, so that it is found fast
_FOREVER = re.compile(r"(?:^assets\.[0-9a-f]{8}/|\.[0-9a-f]{8}\.min\.(?:css|js)$)")


def own_folder(assets: Path) -> str:
    """The folder for the style sheet, font and scripts in `assets`: another one whenever one of them changes."""
    prints = sha256()
    for path in own_files(assets):
        prints.update(path.relative_to(assets).as_posix().encode() + b"\0" + sent(path) + b"\0")
    return f"assets.{prints.hexdigest()[:8]}"


def own_files(assets: Path) -> list[Path]:
    """The style sheet, font and scripts in `assets` that are ours and not the theme's."""
    found = (path for pattern in ("*.css", "*.js", "*.woff2", "search/*.js") for path in assets.glob(pattern))
    return sorted(path for path in found if path.is_file())


def sent(path: Path) -> bytes:
    """What browsers get of one of our files: no comments, and no spaces that mean nothing."""
    shorter = _SHORTER.get(path.suffix)
    return shorter(path.read_text(encoding="utf-8")).encode() if shorter else path.read_bytes()


def with_names(page: str, folder: str) -> str:
    """The page with its references to our files changed to `folder`."""
    return _REFERENCE.sub(f"{folder}/", page)


def move(site: Path, assets: Path, folder: str) -> None:
    """Put into `folder` what browsers get of the files in `assets`, in place of the copies in a rendered site."""
    for path in own_files(assets):
        name = path.relative_to(assets)
        (site / folder / name).parent.mkdir(parents=True, exist_ok=True)
        (site / folder / name).write_bytes(sent(path))
        (site / "assets" / name).unlink()


def never_changes(path: str) -> bool:
    """Whether a file's path inside the site holds a print of its content."""
    return _FOREVER.search(path) is not None
