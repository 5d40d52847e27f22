"""Addresses that documents give: which may become a link, and how a link leads to a passage."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

LINKED = frozenset({"http", "https"})
"""Schemes of an address that becomes a link; a document could name another, such as javascript."""

WHOLE = 8
"""Words of a passage that is named whole; of a longer one the first and the last words are named, with all between."""
ENDS = 4
"""Words at each end."""


def is_web(address: str) -> bool:
    """Whether the address is one that a page may link to."""
    try:
        return urlsplit(address).scheme in LINKED
    except ValueError:
        return False


def to_passage(address: str, text: str) -> str:
    """The address with a text fragment, by which a browser scrolls to the passage and colours it.

    See wicg.github.io/scroll-to-text-fragment: `#:~:text=start,end`, in which a comma, an ampersand and a dash have a
    meaning of their own.
    """
    words = text.split()
    named = [words] if len(words) <= WHOLE else [words[:ENDS], words[-ENDS:]]
    directive = ",".join(quote(" ".join(part), safe="", errors="replace").replace("-", "%2D") for part in named)
    mark = ":~:" if "#" in address else "#:~:"
    return f"{address}{mark}text={directive}" if words and ":~:" not in address else address
