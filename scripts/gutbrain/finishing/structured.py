"""What a page is, in words that search engines read: JSON-LD with the terms of https://schema.org.

It says what the page shows and no more. No clinician reviewed the pages, so there is neither
`reviewedBy` nor `lastReviewed`: on a MedicalWebPage both are read as a medical review. The editors'
own check, shown on each article, is given as `dateModified`.
"""

from typing import Any

from ..library.addresses import addresses
from ..library.article import Article
from ..library.reading import Library
from ..library.schema import TOPICS, Reference
from ..library.words import curly
from .rendered import LICENCE, Site

_TYPES = {"article-journal": "ScholarlyArticle", "report": "Report", "webpage": "WebPage"}


def structured(library: Library, article: Article, site: Site) -> dict[str, Any]:
    """The JSON-LD of a page."""
    parts = [_page(library, article, site), _breadcrumbs(library, article, site)]
    if article.uri == "glossary.md":
        parts.append(_terms(library, article, site))
    return {"@context": "https://schema.org", "@graph": [part for part in parts if part]}


def _page(library: Library, article: Article, site: Site) -> dict[str, Any]:
    page = {
        "@type": "MedicalWebPage" if article.is_article else "WebPage",
        "@id": site.url(article),
        "url": site.url(article),
        "name": article.title,
        "description": article.meta.summary,
        "inLanguage": "en",
        "license": LICENCE,
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.address},
    }
    if article.is_article:
        page["dateModified"] = article.meta.reviewed.isoformat()
        page["citation"] = [_citation(reference) for reference in _references(library, article)]
    return page


def _references(library: Library, article: Article) -> list[Reference]:
    """The references behind a page's claims, in the order of its list of sources."""
    claims = (library.claims[key] for key in article.cited if key in library.claims)
    names = dict.fromkeys(name for claim in claims for name in claim.references)
    return [library.references[name] for name in names if name in library.references]


def _citation(reference: Reference) -> dict[str, Any]:
    found = addresses(reference)
    cited = {"@type": _TYPES[reference.type], "name": curly(reference.title.rstrip(".")), "url": next(iter(found), None), "sameAs": found[1:]}
    if reference.issued:
        cited["datePublished"] = str(reference.issued)
    return {key: value for key, value in cited.items() if value}


def _breadcrumbs(library: Library, article: Article, site: Site) -> dict[str, Any] | None:
    """The way from the home page to this one; None for the home page itself."""
    if article.uri == "index.md":
        return None
    folders = article.slug.split("/")[:-1]
    above = (library.articles.get("/".join([*folders[: depth + 1], "index.md"])) for depth in range(len(folders)))
    steps = [(site.name, site.address), *((TOPICS.get(page.slug, page.title), site.url(page)) for page in above if page), (article.title, site.url(article))]
    items = [{"@type": "ListItem", "position": place, "name": name, "item": url} for place, (name, url) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _terms(library: Library, article: Article, site: Site) -> dict[str, Any]:
    terms = [_term(site.url(article, key), term.term, curly(f"{term.meaning}."), term.aliases) for key, term in library.terms.items()]
    return {"@type": "DefinedTermSet", "@id": site.url(article, "terms"), "name": article.title, "url": site.url(article), "license": LICENCE, "hasDefinedTerm": terms}


def _term(url: str, name: str, meaning: str, aliases: tuple[str, ...]) -> dict[str, Any]:
    return {"@type": "DefinedTerm", "@id": url, "name": name, "description": meaning, **({"alternateName": list(aliases)} if aliases else {})}
