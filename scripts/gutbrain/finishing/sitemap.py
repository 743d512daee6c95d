"""Where machines find the pages: sitemap.xml (https://www.sitemaps.org/protocol.html), robots.txt and llms.txt (https://llmstxt.org)."""

from xml.etree.ElementTree import Element, SubElement

from ..library.article import Article
from ..library.reading import Library
from ..library.schema import TOPICS
from .feed import NAME as FEED
from .feed import changed, document
from .rendered import Site


def sitemap(library: Library, site: Site) -> str:
    """Every page with the day on which it changed; the renderer's own map says of each that it changed today."""
    root = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for article in library.articles.values():
        url = SubElement(root, "url")
        SubElement(url, "loc").text = site.url(article)
        SubElement(url, "lastmod").text = changed(library, article).isoformat()
    return document(root)


def robots(site: Site) -> str:
    """Everybody may read everything."""
    return f"User-agent: *\nAllow: /\nSitemap: {site.address}sitemap.xml\n"


def llms(library: Library, site: Site) -> str:
    """What the library is and where things are, for language models."""
    home = library.articles["index.md"]
    parts = [
        f"# {site.name}",
        f"> {home.meta.summary}",
        "Every health statement is a claim with a label that says how sure the editors are; please keep the label and the link when you repeat one. No clinician has checked the pages. "
        "They do not replace medical advice. Help lines by country: " + f"{site.address}get-help-now/. Text and data: CC BY 4.0.",
    ]
    for topic, name in TOPICS.items():
        parts.append(_section(site, name, library.topic_articles(topic)))
    data = [("Claims with their labels and references", "data/claims.json"), ("What the data holds", "about/data/"), ("New and changed articles (Atom)", FEED)]
    parts.append("\n".join(["## Data", "", *(f"- [{words}]({site.address}{path})" for words, path in data)]))
    return "\n\n".join(parts) + "\n"


def _section(site: Site, name: str, articles: list[Article]) -> str:
    return "\n".join([f"## {name}", "", *(f"- [{article.title}]({site.url(article)}): {article.meta.summary}" for article in articles)])
