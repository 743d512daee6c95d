"""The only module that knows MkDocs. It forwards, and translates between its pages and ours."""

import logging
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

sys.path.insert(0, str(Path(__file__).parent))  # `mkdocs build` also works where the package is not installed

from gutbrain import enriching, finishing  # noqa: E402
from gutbrain.page_cache import PageCache  # noqa: E402

# Elements that stay out of the search index; one with another of its kind inside it is left to the search plugin.
_UNFOUND = re.compile(r'<(div|figure|nav|sup|table)\b(?=[^>]*\sdata-search-exclude)[^>]*>.*?</\1>', re.S)
_commands: list[str] = []
_warnings = CountHandler()
_warnings.setLevel(logging.WARNING)


def on_startup(command, dirty):
    """Remember whether the site is built or served."""
    _commands.append(command)
    logging.getLogger("mkdocs").addHandler(_warnings)


def on_config(config):
    """Tell the extension where the project is, and to read it anew."""
    enriching.forget()
    config.mdx_configs.setdefault("gutbrain.enriching", {})["root"] = str(_root(config))


def on_nav(nav, config, files):
    """Let the pages that stand outside the navigation, which are nearly all, be kept from build to build."""
    config.extra["page_cache"] = PageCache(_root(config), sorted((file.src_uri, file.url, file.inclusion) for file in files))
    listed = {page.file.src_uri for page in nav.pages}
    for file in files.documentation_pages():
        if file.src_uri not in listed:
            KeptPage(None, file, config)


class KeptPage(Page):
    """A page whose rendered Markdown is taken from the cache while nothing that it depends on has changed."""

    def render(self, config, files) -> None:
        cache = config.extra["page_cache"]
        key = cache.key(enriching.seen_by(_root(config), self.file.src_uri, self.markdown), self.meta)
        kept = cache.get(key)
        if kept:
            self._restore(kept, files)
            return
        before = _warnings.get_counts()
        super().render(config, files)
        if _warnings.get_counts() == before:  # a warning must come again at the next build
            cache.put(key, self._kept())

    def _kept(self) -> dict[str, Any]:
        links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
        return {"content": self.content, "title": self._title_from_render, "toc": _tokens(self.toc), "anchors": sorted(self.present_anchor_ids), "links": links}

    def _restore(self, kept: dict[str, Any], files) -> None:
        self.content, self._title_from_render, self.toc = kept["content"], kept["title"], get_toc(kept["toc"])
        self.present_anchor_ids = set(kept["anchors"])
        self.links_to_anchors = {files.get_file_from_path(uri): anchors for uri, anchors in kept["links"].items()}


@event_priority(100)
def _before_search(context, page, config, nav):
    """Hand the search plugin only what it may find: parsing the rest costs it more than all else on a page."""
    context["whole"] = page.content
    page.content = _UNFOUND.sub(lambda found: found[0] if f"<{found[1]}" in found[0][1:] else "", page.content)


@event_priority(-100)
def _after_search(context, page, config, nav):
    page.content = re.sub(r'\s?data-search-\w+="[^"]*"', "", context.pop("whole"))


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_build(config):
    """Finish the rendered site; not while serving, since the policy forbids MkDocs' reload script."""
    config.extra["page_cache"].prune()
    if "serve" not in _commands:
        finishing.finish(_root(config), Path(config.site_dir))


def _root(config) -> Path:
    return Path(config.config_file_path).parent


def _tokens(toc) -> list[dict[str, Any]]:
    return [{"name": item.title, "id": item.id, "level": item.level, "children": _tokens(item.children)} for item in toc]
