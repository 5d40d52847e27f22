"""Bytes into clean text, and a text and what it says of itself into a Document; the formats build on this."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from pathlib import Path

from verifier.errors import DocumentError
from verifier.records import Document, Source

LARGEST_FILE = 50_000_000
"""Bytes. A larger file is hardly a document; JSON lines, which are read row by row, may be larger."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16."""
MARK = "\ufeff"
"""The character that a byte order mark is."""
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_AS_BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254"}
"""Encodings that pages declare, and Windows's, which are meant: these have dashes and quotation marks where those have none."""
_MOST_ACCENTS = 0.2
"""Of Windows-1252 text: the share of its characters beyond ASCII. Other bytes decode too, but to a mess of accents."""

_LINE_ENDS = {0x0B: "\n", 0x0C: "\n\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_CONTROLS = (*range(9), *range(14, 32), *range(127, 133), *range(134, 160))
_UNSEEN = dict.fromkeys(
    (*_CONTROLS, 0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE, 0xFFFF)
)
"""Controls, soft hyphens, marks of direction and of nothing. Joiners stay: words of some scripts need them."""
_LONE_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Halves of a surrogate pair, which no file can hold."""
_TABLE = _LINE_ENDS | _SPACES | _UNSEEN | _LONE_HALVES


STRUCK = frozenset({"s", "del", "strike"})
"""Tags of what is struck out."""
_NOTE = re.compile(r"[\[(]?\d+(?:[,–-] ?\d+)*[\])]?")
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_UNIT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}$")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises DocumentError if it can't be read, is empty or is larger than LARGEST_FILE."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > LARGEST_FILE:
        raise DocumentError(
            f"{path}: has {megabytes(size)}, the most is {megabytes(LARGEST_FILE)}: split it into smaller files"
        )
    if not data.strip():
        raise DocumentError(f"{path}: is empty: remove it or write its text")
    return data


def unreadable(path: Path, error: OSError) -> DocumentError:
    """The project's error for a file that the system does not give out."""
    if isinstance(error, IsADirectoryError):
        return DocumentError(f"{path}: is a folder, expected a file")
    if isinstance(error, FileNotFoundError):
        return DocumentError(f"{path}: is not there: check the spelling")
    if isinstance(error, PermissionError):
        return DocumentError(f"{path}: may not be read: change its permissions or leave it out")
    return DocumentError(f"{path}: can't be read: {error.strerror or error}")


def megabytes(size: float) -> str:
    """A size in bytes as words."""
    return f"{size / 1e6:,.0f} MB"


def decode(data: bytes, path: Path, stated: str | None = None) -> str:
    """Bytes as clean text. Raises DocumentError for what is no text, or text in another encoding."""
    return clean(decoded(data, path, stated)[1])


def declared(page: bytes) -> str | None:
    """The encoding that an HTML page names at its beginning, as browsers take it.

    None if Python does not know it, the page can't name it without a mark, or names one of Windows's and is in UTF-8.
    """
    match = _CHARSET.search(page[:4_096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    name = _AS_BROWSERS.get(name, name)
    if name.startswith(("utf-16", "utf-32")) or (name in _AS_BROWSERS.values() and _is_mostly_utf8(page)):
        return None
    return name


def decoded(data: bytes, path: Path | str, stated: str | None = None) -> tuple[str, str]:
    """The encoding of bytes, and their text as it is but for a byte order mark.

    It is that of the mark, the `stated` one, UTF-8, or else Windows-1252 where that makes sense. Raises DocumentError for
    what is no text, or text in another encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return encoding, data.decode(encoding).removeprefix(MARK)
            except UnicodeDecodeError as error:
                raise DocumentError(f"{path}: begins as {encoding.upper()} but is not: save it as UTF-8") from error
    if b"\0" in data:
        raise DocumentError(f"{path}: is a binary file, expected text")
    for candidate in (stated, "utf-8"):
        try:
            if candidate:
                return candidate, data.decode(candidate)
        except (UnicodeError, LookupError):
            continue
    if _is_mostly_utf8(data):
        raise DocumentError(
            f"{path}:{_bad_line(data)}: has bytes that are not UTF-8, as the others are: correct them and save it as UTF-8"
        )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    controls = sum(data.count(code) for code in range(32) if code not in b"\t\n\v\f\r")
    accents = len(text) - len(text.encode("ascii", "ignore"))
    if not text or controls or accents > len(text) * _MOST_ACCENTS:
        raise DocumentError(f"{path}:{_bad_line(data)}: is not UTF-8 text: save it as UTF-8")
    return "cp1252", text


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are parts of characters in UTF-8; hardly any are in other encodings."""
    ascii_only = len(data.decode("ascii", "ignore"))
    valid = len(data.decode("utf-8", "ignore").encode())
    return 2 * (valid - ascii_only) > len(data) - ascii_only


def _bad_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def clean(text: str) -> str:
    """Text in Unicode's composed form, with one kind of line end and of space, and without invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    return unicodedata.normalize("NFC", text)


def raised(before: str, words: str) -> str:
    """What raised words are in plain text behind `before`: a power of ten, "m2", "1st", or, left out, the number of a note.

    >>> [raised("10", "6"), raised("30 km", "2"), raised("1", "st"), raised("205", "3")]
    ['^6', '2', 'st', '']
    """
    if not _NOTE.fullmatch(words):
        return words
    if _TEN.search(before):
        return f"^{words}"
    return words if words in {"2", "3"} and _UNIT.search(before) else ""


def document(text: str, source: Source) -> Document:
    """The document of a text; its id is a hash of title, date and text, so that a moved file keeps it."""
    published = source.published.isoformat() if source.published else ""
    digest = hashlib.sha256("\0".join((source.title or "", published, text)).encode("utf-8", "surrogatepass"))
    return Document(
        Source(
            id=digest.hexdigest(),
            path=source.path,
            url=source.url,
            title=source.title,
            publisher=source.publisher,
            author=source.author,
            published=source.published,
            language=source.language,
        ),
        text,
    )
