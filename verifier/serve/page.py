"""The page on which people check claims: the form, what is wrong with it, and verdicts with their evidence as reports show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

import verifier
from verifier.records import Verdict
from verifier.reports.evidence_html import TEMPLATES, environment, hashed, read, view
from verifier.reports.printable import long_date, printable
from verifier.reports.words import VERDICTS
from verifier.serve.limits import FORM_CLAIMS
from verifier.serve.tokens import SESSION_SECONDS

OWN = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "claims.css", OWN / "page.css")


def render(
    *,
    fields: Mapping[str, str] | None = None,
    verdicts: Sequence[Verdict] = (),
    problem: str = "",
    wrong: str = "",
    asks_for_token: bool = False,
    may_sign_out: bool = False,
) -> str:
    """The page: what was written into the form, the verdicts on it, and the problem if there is one.

    `wrong` names the field that is to be mended: claim, date or token.
    """
    given = fields or {}
    heading = "Result" if len(verdicts) == 1 else f"{len(verdicts)} results"
    return (
        environment(OWN)
        .get_template("page.html")
        .render(
            title=_title(verdicts, problem, asks_for_token=asks_for_token),
            heading=heading,
            problem=printable(problem),
            wrong=wrong,
            asks_for_token=asks_for_token,
            may_sign_out=may_sign_out,
            claim="\n".join(map(printable, given.get("claim", "").splitlines())),
            date=printable(given.get("date", "")),
            results=[view(verdict) | {"about": _about(verdict)} for verdict in verdicts],
            most=FORM_CLAIMS,
            hours=SESSION_SECONDS // 3600,
            version=verifier.__version__,
            style=Markup(read(*STYLE)),  # noqa: S704 - the project's own
        )
    )


@cache
def policy() -> str:
    """The page's Content-Security-Policy: its own style, its own forms, and no script at all."""
    return (
        f"default-src 'none'; style-src {hashed(read(*STYLE))}; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _title(verdicts: Sequence[Verdict], problem: str, *, asks_for_token: bool) -> str:
    """What a screen reader says first, so it says how it went."""
    name = "Sign in · verify" if asks_for_token else "Check a claim · verify"
    if problem:
        return f"Problem: {name}"
    if len(verdicts) == 1:
        return f"{VERDICTS[verdicts[0].status]}: {printable(verdicts[0].claim.text)} · verify"
    return f"{len(verdicts)} claims checked · verify" if verdicts else name


def _about(verdict: Verdict) -> list[str]:
    return [f"made on {long_date(verdict.claim.date)}"] if verdict.claim.date else []
