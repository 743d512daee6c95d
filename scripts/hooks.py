"""The only module that knows MkDocs. It forwards, and translates between its pages and ours."""

import logging
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `mkdocs build` also works where the package is not installed

from jinja2 import BytecodeCache  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402
from mkdocs.structure.toc import get_toc  # noqa: E402
from mkdocs.utils import CountHandler  # noqa: E402

from gutbrain import enriching, finishing, preview  # noqa: E402
from gutbrain.aside import Aside  # noqa: E402
from gutbrain.page_cache import PageCache  # noqa: E402

_ASIDE, _ASIDE_TITLED = "<!-- the page -->", "<!-- <h1> -->"  # stand for a page's HTML while the page is put together; the theme adds a title where it sees no h1
_INDENT = re.compile(r"\s*\n\s*")
_commands: list[str] = []
_warnings = CountHandler()
_warnings.setLevel(logging.WARNING)


def on_startup(command, dirty):
    """Remember whether the site is built or served."""
    _commands.append(command)
    logging.getLogger("mkdocs").addHandler(_warnings)


def on_config(config):
    """Tell the extension where the project and its repository are, and to read it anew."""
    enriching.forget()
    settings = {"root": str(_root(config)), "repository": config.extra.get("repository") or "", "branch": config.extra.get("branch") or "main"}
    config.mdx_configs.setdefault("gutbrain.enriching", {}).update(settings)
    if _serving():
        preview.look(_library(config))


def on_nav(nav, config, files):
    """Let the pages that stand outside the navigation, which are nearly all, be kept from build to build."""
    config.extra["site"] = finishing.published(_root(config), config.site_url, config.site_name)
    listed = {page.file.src_uri for page in nav.pages}
    every = sorted((file.src_uri, file.url, file.inclusion) for file in files)
    cache, aside = PageCache(_root(config), "serve" if _serving() else "build", every, config.site_url, config.extra), Aside()
    for file in files.documentation_pages():
        if file.src_uri not in listed:
            KeptPage(None, file, config, cache, aside)
    config.extra["page_cache"] = cache


class KeptPage(Page):
    """A page that is taken from the cache, finished as it is, while nothing that it depends on has changed."""

    def __init__(self, title, file, config, cache, aside) -> None:
        self.cache, self.key, self.facts = cache, "", None
        self.aside, self.place, self.stand_in = aside, None, ""
        super().__init__(title, file, config)

    def read_source(self, config) -> None:
        super().read_source(config)
        seen = enriching.seen_by(_root(config), self.file.src_uri, self.markdown)
        self.key = self.cache.key(seen, self.meta, preview.banner_of(self.file.src_uri))
        self.facts = self.cache.facts(self.key)
        # Our templates read no more of it, and MkDocs holds what it read of each page to the end.
        read = {key: self.meta[key] for key in ("summary", "hide") if key in self.meta}
        self.meta = {"template": "kept.html"} if self.facts else read

    def render(self, config, files) -> None:
        if self.facts:
            self._restore(files)
            return
        before = _warnings.get_counts()
        super().render(config, files)
        if _warnings.get_counts() != before:  # a warning must come again at the next build
            self.key = ""
        # MkDocs renders every page before it writes the first, and would hold all their HTML meanwhile. A page without Markdown (None) has no title.
        self.stand_in = _ASIDE_TITLED if "<h1" in self.content else _ASIDE
        self.place, self.markdown = self.aside.put(self.content), ""
        self.content = self.stand_in

    def _restore(self, files) -> None:
        self.content, self.toc, self._title_from_render = "", get_toc([]), self.facts["title"]
        self.present_anchor_ids = set(self.facts["anchors"])
        self.links_to_anchors = {files.get_file_from_path(uri): anchors for uri, anchors in self.facts["links"].items()}

    def finished(self, shell: str) -> str:
        """The page as it was kept; or `shell` with the rendered HTML brought back, kept from now on."""
        if self.facts:
            return self.cache.html(self.key)
        output = shell.replace(self.stand_in, self.aside.get(self.place), 1)
        if self.key:
            links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
            self.cache.put(self.key, {"title": self._title_from_render, "anchors": sorted(self.present_anchor_ids), "links": links}, output)
        return output


def on_page_markdown(markdown, page, config, files):
    """Keep the page from the theme's own index, which ours replaces: reading the page again costs more than rendering it."""
    page.meta["search"] = {"exclude": True}


def on_page_content(html, page, config, files):
    """While serving, show what is to be mended on a page at its top."""
    return preview.banner_of(page.file.src_uri) + html if _serving() else html


def on_env(env, config, files):
    """Keep compiled templates while serving: MkDocs makes a new environment for every save, and compiling takes a sixth of it."""
    env.bytecode_cache = _compiled


class _Compiled(BytecodeCache):
    """Jinja's compiled templates, in memory. It compares their sources itself."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


def on_post_page(output, page, config):
    """Finish a page, but while serving, since the policy forbids MkDocs' reload script. What it was made from is let go, since nobody asks for it again."""
    page.content = page.markdown = page.toc = None
    kept = isinstance(page, KeptPage)
    if not (kept and page.facts) and not _serving() and config.site_url:
        shell = _INDENT.sub("\n", output) if kept else output  # where the page's own text is aside, space means nothing
        output = finishing.finished_page(_library(config), config.extra["site"], page.file.src_uri, shell)
    return page.finished(output) if kept else output


def on_post_build(config):
    """Write the search index, and finish the site but while serving."""
    config.extra["page_cache"].prune()
    finishing.write_search(_library(config), Path(config.site_dir))
    if not _serving():
        try:
            finishing.finish(_library(config), Path(config.site_dir))
        except finishing.CannotFinish as error:
            raise PluginError(str(error)) from error


def _root(config) -> Path:
    return Path(config.config_file_path).parent


def _library(config):
    return enriching.library_of(_root(config))


def _serving() -> bool:
    return "serve" in _commands
