"""Samples of every format, and how an input is made from them by chance."""

from __future__ import annotations

import io
import random

PROSE = (
    "Belarus freed 250 political prisoners on Thursday, 19 March 2026, after talks of Alexander Lukashenko and John Coale.\n\n"
    "“About 2.5 million people,” she said, “or 8% of them, paid $35bn (£27.4bn) between 1998–2003 and late May.”\n\n"
    "The U.S. did not lift its sanctions; no deaths were reported. It is the third-largest of 17 states, at -4 °C and 3,5 km²."
)
MARKED = (
    "---\ntitle: The mill\npublished: 2026-03-19\nsummary: >\n  It employs 230 people.\n---\n# The mill\n\n> *It* employs **230** people[^1] "
    '<!-- verify: ignore[quantity] -->\n\n| a | b |\n|---|---|\n| 1 | [x](y "z") |\n\n1. `code` &amp; ![i](j)\n\n[^1]: A note.\n\n```\ncode\n```\n<b>x</b>\n'
)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta property="article:published_time" content="2026-03-19">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-19", "author": {"name": "A"}}</script>'
    "<title>The mill</title></head><body><article><h1>The mill</h1><p>The mill of Exby employs <b>230</b> people &mdash; or so "
    "they say. It was built in 1911 by Ann Lee.</p><ul><li>One</li></ul><table><tr><td>1</td></tr></table></article></body></html>"
)
SAMPLES: dict[str, list[bytes]] = {
    "md": [MARKED.encode(), PROSE.encode()],
    "txt": [
        PROSE.encode(),
        b"The mill\n\nBy Ann Lee\n\n12 May 2024\n\nEXBY, May 12 (Reuters) - The mill employs 230.\n\nShare\n\nRead more: x\n",
    ],
    "html": [PAGE.encode(), b"<p>The mill employs 230 people.</p>"],
    "jsonl": [
        b'{"text": "The mill employs 230 people.", "title": "The mill", "published": "2026-03-19", "id": 1}\n{"text": "x"}\n'
    ],
    "yaml": [
        b"- claim: 250 prisoners freed\n  date: 2026-03-19\n  expect: supported\n- &a {claim: x, id: 1}\n- *a\n- plain\n"
    ],
    "csv": [b'claim,date,expect\n250 freed,2026-03-19,mixed\n"a ""b""\nc",,\n', b"claim;id\nx;1\n"],
    "json": [b'[{"claim": "250 freed", "date": "2026-03-19"}, "x", {"claim": "y", "expect": "mixed", "id": 3}]'],
    "lines": [b"250 prisoners freed\n\nThe mill employs 230 people\n"],
    "guessed": [b"- claim: x\n", b'[{"claim": "x"}]', b"claim,id\nx,1\n"],
    "settings_yaml": [
        b'corpus: [notes]\nindex: .v\nembedder: int8\nrules: {name: off}\nsearch: {k: 5}\npaths:\n  "op/**": {fail_on: never, rules: {date: off}}\n'
    ],
    "settings_toml": [b'[tool.verifier]\ncorpus = ["notes"]\nrules = {name = false}\n[tool.verifier.search]\nk = 3\n'],
    "known_findings": [
        b'{"version": 1, "findings": [{"file": "a", "rule": "b", "claim": "c", "words": "d", "count": 1}]}'
    ],
    "journal": [b"\x05\x00\x00\x00\x00\x00\x00\x00hello"],
    "cache": [b"\0" * 40],
    "vectors": [b"IxMpIxSQ" + b"\0" * 64],
}
"""By how a target's name ends; a target without any gets prose."""

TOKENS = [
    *"\0\t\n\r \"'()*+,-./:;<=>?@[]^_`{|}~&#!%$\\",
    "\r\n", "---\n", "<!--", "-->", "\u2028", "\u202e", "\x1b[2J", "\ufeff", "é", "e\u0301", "–", "“", "”", "İ", "ß", "½", "²", "٣", "二",
    "250", "1,200", "3.5", "-1", "1e309", "9" * 400, "2026-02-30", "31 June", "Feb 29", "yesterday", "next", "between", "and", "about",
    "more than", "per cent", "%", "$", "£3bn", "million", "half", "third", "not", "never", "no", "Ann", "U.S.", "said", "BC", "AD", "Q3",
    "&a ", "*a", "!!python/object:os.system ", "<<: *a\n", "? ", "- ", "claim: ", "null", "true", "{", "[[[[", "]]]]", '{"claim": "', "\\ud800",
    "<div>", "</p>", "<script>", "&#x110000;", "&amp;", "<![CDATA[", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "|---|", "[^1]", "](", "``", "~~~\n",
]  # fmt: skip
"""What means something somewhere."""


def samples(name: str) -> list[bytes]:
    """What inputs of a target grow from."""
    if name.endswith("docx"):
        return [_word()]
    if name.endswith("pdf"):
        return [_pdf()]
    found = next((SAMPLES[key] for key in SAMPLES if name == key or name.endswith(f"_{key}")), None)
    return found or [PROSE.encode(), *(line.encode() for line in PROSE.split("\n") if line)]


def changed(chance: random.Random, known: list[bytes]) -> bytes:
    """A sample, or a part or a mixture of some, with a few places changed."""
    data = bytearray(chance.choice(known))
    if chance.random() < 0.5:
        start = chance.randrange(len(data) + 1)
        data = data[start : start + chance.randrange(1, 200)]
    for _ in range(chance.choice((1, 1, 2, 3, 6, 12))):
        place = chance.randrange(len(data) + 1)
        end = min(len(data), place + chance.choice((0, 0, 1, 3, 20)))
        match chance.randrange(5):
            case 0:
                data[place:end] = chance.choice(TOKENS).encode("utf-8", "surrogatepass")
            case 1:
                data[place:end] = chance.randbytes(chance.randrange(1, 4))
            case 2:
                data[place:end] = chance.choice(TOKENS).encode("utf-8", "surrogatepass") * chance.randrange(1, 40)
            case 3:
                other = chance.choice(known)
                start = chance.randrange(len(other) + 1)
                data[place:end] = other[start : start + chance.randrange(1, 60)]
            case _ if data:
                data[min(place, len(data) - 1)] ^= 1 << chance.randrange(8)
    return bytes(data[:4000])


def _word() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("The mill", 0)
    document.add_paragraph("The mill employs 230 people.")
    document.add_table(1, 2).cell(0, 0).text = "a"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _pdf() -> bytes:
    """One page with a line of text, its parts not compressed, so that changes reach them."""
    drawn = b"BT /F1 12 Tf 72 700 Td (The mill employs 230 people.) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(drawn)).encode() + b" >>\nstream\n" + drawn + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = len(made)
    made += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    made += f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(made)
