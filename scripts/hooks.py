"""The only module that knows MkDocs. It forwards, and does nothing itself."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `mkdocs build` also works where the package is not installed

from gutbrain import enriching, finishing  # noqa: E402

_commands: list[str] = []


def on_startup(command, dirty):
    """Remember whether the site is built or served."""
    _commands.append(command)


def on_config(config):
    """Tell the extension where the project is, and to read it anew."""
    enriching.forget()
    config.mdx_configs.setdefault("gutbrain.enriching", {})["root"] = str(Path(config.config_file_path).parent)


def on_post_build(config):
    """Write the search index, and finish the site; no policy while serving, since it forbids MkDocs' reload script."""
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    finishing.write_search(root, site)
    if "serve" not in _commands:
        finishing.finish(root, site)
