"""The only module that knows MkDocs. It forwards, and does nothing itself."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `mkdocs build` also works where the package is not installed

from mkdocs.exceptions import PluginError  # noqa: E402

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
    """Finish the rendered site; not while serving, since the policy forbids MkDocs' reload script."""
    if "serve" not in _commands:
        try:
            finishing.finish(Path(config.config_file_path).parent, Path(config.site_dir))
        except finishing.NoAddress as error:
            raise PluginError(str(error)) from error
