"""The only module that knows MkDocs. It forwards, and does nothing itself."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `mkdocs build` also works where the package is not installed

from mkdocs.exceptions import PluginError  # noqa: E402

from gutbrain import enriching, finishing, preview  # noqa: E402

_commands: list[str] = []


def on_startup(command, dirty):
    """Remember whether the site is built or served."""
    _commands.append(command)


def on_config(config):
    """Tell the extension where the project and its repository are, and to read it anew."""
    enriching.forget()
    root = Path(config.config_file_path).parent
    settings = {"root": str(root), "repository": config.extra.get("repository") or "", "branch": config.extra.get("branch") or "main"}
    config.mdx_configs.setdefault("gutbrain.enriching", {}).update(settings)
    if "serve" in _commands:
        preview.look(root)


def on_page_markdown(markdown, page, config, files):
    """Keep the page from the theme's own index, which ours replaces: reading the page again costs more than rendering it."""
    page.meta["search"] = {"exclude": True}


def on_page_content(html, page, config, files):
    """While serving, show what is to be mended on a page at its top."""
    return preview.banner_of(page.file.src_uri) + html if "serve" in _commands else html


def on_post_build(config):
    """Write the search index, and finish the site; no policy while serving, since it forbids MkDocs' reload script."""
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    finishing.write_search(root, site)
    if "serve" not in _commands:
        try:
            finishing.finish(root, site)
        except finishing.NoAddress as error:
            raise PluginError(str(error)) from error
