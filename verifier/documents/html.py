"""HTML pages: the main text as trafilatura finds it, and what the page says of itself; nothing is fetched."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verifier.documents.article import article
from verifier.documents.days import day
from verifier.documents.text import STRUCK, clean, declared, decode, raised, read_bytes
from verifier.errors import DocumentError
from verifier.records import Document, Source

PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "date",
)
"""Names of meta elements that hold the day of publication, the surest first; none of them that of a later change."""

_SPACE = re.compile(r"\s+")
_NO_SEARCH = {"extensive_search": False, "original_date": True}
"""trafilatura's own date is not used, since it may be guessed from the text or bounded by today."""
_SENTENCE = re.compile(r"(?s).{100}|.*[.!?][\"'”’]?\s*$")
"""A paragraph that is no longer part of a page's head."""
_DEEPEST = 20
"""Levels of JSON-LD that are looked through."""


def read(path: Path) -> Document:
    """Read one file. Raises DocumentError."""
    import trafilatura  # noqa: PLC0415 - it costs half a second
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    data = read_bytes(path)
    page = decode(data, path, declared(data))
    try:
        tree = trafilatura.load_html(page)
        if tree is None:  # a part of a page
            tree = trafilatura.load_html(f"<html><body>{page}</body></html>")
        if tree is not None:
            source = _source(tree, path, extract_metadata(tree, date_config=_NO_SEARCH))
            _keep_times(tree)
            _lower(tree)
            found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
            body = getattr(found, "body", None)
            blocks = [] if body is None else [block for block in _blocks(body) if block]
    except Exception as error:  # they are of many kinds, and one bad page must not stop the others
        raise DocumentError(f"{path}: is not HTML that can be read ({error}): save it as plain text") from error
    if tree is None:
        raise DocumentError(f"{path}: is not HTML that can be read: save the page again or as plain text")
    if not blocks:
        raise DocumentError(f"{path}: has no main text that could be found: save the article as plain text")
    return article(source, clean("\n\n".join(blocks)))


def day_of(page: str) -> dt.date | None:
    """The day of publication that a page states for machines."""
    import lxml.etree  # noqa: PLC0415 - only pages need it
    import lxml.html  # noqa: PLC0415

    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError):
        return None
    return _published(tree, list(_statements(tree)))


def _source(tree: Any, path: Path, fields: Any) -> Source:
    """What the page says of itself, as trafilatura reads it and in its JSON-LD."""
    statements = list(_statements(tree))
    return Source(
        id="",
        path=str(path),
        url=fields.url,
        title=_words(fields.title),
        publisher=_words(fields.sitename) or _named(statements, "publisher"),
        author=_words(fields.author) or _named(statements, "author"),
        published=_published(tree, statements),
        language=_words(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _keep_times(tree: Any) -> None:
    """Turn the date elements of running text into text, for trafilatura leaves them out with their words."""
    for time in [time for paragraph in tree.iter("p", "li", "td", "blockquote") for time in paragraph.iter("time")]:
        if time.getparent() is not None:
            time.drop_tag()


def _lower(tree: Any) -> None:
    """Turn what is raised in running text into what it is in plain text, for trafilatura joins it to what stands before."""
    for sup in list(tree.iter("sup")):
        parent, previous = sup.getparent(), sup.getprevious()
        if parent is not None:
            before = (parent.text if previous is None else previous.tail) or ""
            words, tail = raised(before, sup.text_content().strip()), sup.tail or ""
            sup.clear()
            sup.text, sup.tail = words, tail
            sup.drop_tag()


def _words(value: str | None) -> str | None:
    return _SPACE.sub(" ", clean(value)).strip() or None if value else None


def _blocks(element: Any) -> Iterator[str]:
    """The paragraphs, headings, lists and tables below an element of trafilatura's tree, in their order."""
    if element.text and element.text.strip():
        yield _SPACE.sub(" ", element.text).strip()
    for child in element:
        if child.tag == "list":
            yield "\n".join(f"- {words}" for item in child.iter("item") if (words := _content(item)))
        elif child.tag == "table":
            rows = ([_content(cell) for cell in row.iter("cell")] for row in child.iter("row"))
            yield "\n".join(" | ".join(cells) for cells in rows if any(cells))
        elif any(inner.tag in {"p", "list", "table", "head"} for inner in child):
            yield from _blocks(child)
        else:
            yield _content(child)
        if child.tail and child.tail.strip():
            yield _SPACE.sub(" ", child.tail).strip()


def _content(element: Any) -> str:
    """All words of an element on one line; a line break in it parts words."""
    for struck in element.iter(*STRUCK):
        tail = struck.tail
        struck.clear()
        struck.tail = tail
    for line_break in element.iter("lb"):
        line_break.tail = f" {line_break.tail or ''}"
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _statements(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            try:
                yield from _objects(json.loads(script.text, strict=False))
            except (ValueError, RecursionError):
                continue


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(inner, dict | list):
            yield from _objects(inner, depth + 1)


def _published(tree: Any, statements: list[dict[str, Any]]) -> dt.date | None:
    """The day of publication that the page states for machines; never one guessed from its text or address."""
    named = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content")
        for meta in tree.iter("meta")
    }
    stated = [
        *(statement.get("datePublished") for statement in statements),
        *(named.get(name) for name in PUBLISHED),
        *_marked(tree),
    ]
    for value in stated:
        try:
            found = day(value) if isinstance(value, str) else None
        except ValueError:
            continue
        if found is not None:
            return found
    return None


def _marked(tree: Any) -> Iterator[str | None]:
    """The date elements marked as the publication's, then those between headline and text."""
    for time in tree.iter("time"):
        if time.get("pubdate") is not None or "datepublished" in (time.get("itemprop") or "").lower():
            yield time.get("datetime") or time.text
    below_headline = False
    for element in tree.iter("h1", "p", "time"):
        if element.tag == "h1":
            below_headline = True
        elif element.tag == "time" and below_headline:
            yield element.get("datetime") or element.text
        elif below_headline and _SENTENCE.match(element.text_content()):
            return


def _named(statements: list[dict[str, Any]], key: str) -> str | None:
    """The name or names that the page's JSON-LD gives as its publisher or author."""
    for statement in statements:
        values = statement.get(key)
        named = values if isinstance(values, list) else [values]
        names = [value.get("name") if isinstance(value, dict) else value for value in named]
        words = [name for name in names if isinstance(name, str)]
        if words:
            return _words("; ".join(words))
    return None
