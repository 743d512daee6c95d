"""The only module that knows MkDocs. It forwards, and translates between its pages and ours."""

import logging
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
        self.aside, self.place = aside, None
        super().__init__(title, file, config)

    def read_source(self, config) -> None:
        super().read_source(config)
        seen = enriching.seen_by(_root(config), self.file.src_uri, self.markdown)
        self.key = self.cache.key(seen, self.meta, preview.banner_of(self.file.src_uri))
        self.facts = self.cache.facts(self.key)
        if self.facts:
            self.meta = {"template": "kept.html"}

    def render(self, config, files) -> None:
        if self.facts:
            self._restore(files)
            return
        before = _warnings.get_counts()
        super().render(config, files)
        if _warnings.get_counts() != before:  # a warning must come again at the next build
            self.key = ""
        # MkDocs renders every page before it writes the first, and would hold all their HTML meanwhile. A page without Markdown (None) has no title.
        self.place, self.content, self.markdown = self.aside.put(self.content), "", ""

    def bring_back(self) -> None:
        """Put the rendered HTML, behind what was put before it since, where the template looks for it."""
        if self.place:
            self.content += self.aside.get(self.place)

    def _restore(self, files) -> None:
        self.content, self.toc, self._title_from_render = "", get_toc([]), self.facts["title"]
        self.present_anchor_ids = set(self.facts["anchors"])
        self.links_to_anchors = {files.get_file_from_path(uri): anchors for uri, anchors in self.facts["links"].items()}

    def finished(self, output: str) -> str:
        """The page as it was kept; or `output`, kept from now on. What it was made from is let go, since nobody asks for it again."""
        self.content = self.markdown = None
        if self.facts:
            return self.cache.html(self.key)
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


def on_page_context(context, page, config, nav):
    """Bring a page's HTML back just before its template needs it."""
    if isinstance(page, KeptPage):
        page.bring_back()


def on_post_page(output, page, config):
    """Finish a page, but while serving, since the policy forbids MkDocs' reload script."""
    if not getattr(page, "facts", None) and not _serving() and config.site_url:
        output = finishing.finished_page(_library(config), config.extra["site"], page.file.src_uri, output)
    return page.finished(output) if isinstance(page, KeptPage) else output


def on_post_build(config):
    """Write the search index, and finish the site but while serving."""
    config.extra["page_cache"].prune()
    finishing.write_search(_library(config), Path(config.site_dir))
    if not _serving():
        try:
            finishing.finish(_library(config), Path(config.site_dir))
        except finishing.NoAddress as error:
            raise PluginError(str(error)) from error


def _root(config) -> Path:
    return Path(config.config_file_path).parent


def _library(config):
    return enriching.library_of(_root(config))


def _serving() -> bool:
    return "serve" in _commands
