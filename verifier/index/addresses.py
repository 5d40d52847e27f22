"""When two addresses are of one document; nothing is fetched."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote, urlsplit

_WEB = re.compile(r"https?://", re.IGNORECASE)


def key(address: str) -> str:
    """An address in the form in which addresses are compared: of the web without scheme, www, query and fragment.

    >>> key("http://www.Example.org/a/?utm=1#top") == key("https://example.org/a")
    True
    """
    if not _WEB.match(address):
        return os.path.abspath(unquote(address).partition("#")[0])  # noqa: PTH100 - as the store names files
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parts.netloc.casefold().removeprefix("www.") + unquote(parts.path).rstrip("/")
