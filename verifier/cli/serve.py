"""`verify serve`: verdicts over HTTP, for programs as JSON and for people as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli import judging
from verifier.cli.shared import Shared
from verifier.errors import InputError

if TYPE_CHECKING:
    from verifier.checker import Verifier

FORMATS = ("text", "jsonl")
"""How the log is written."""

EXAMPLES = """
\b
The token that clients must show is read from VERIFIER_TOKEN, or from a file;
without one the service is for this machine alone.
\b
Examples:
  verify serve
  verify serve --against notes/
  verify serve --host 0.0.0.0 --token-file /run/secrets/verify
  curl -d '{"claim": "250 prisoners freed"}' -H 'Content-Type: application/json' \\
       http://127.0.0.1:8000/verify
"""


def serve(
    shared: Shared,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="Where to listen; 0 for any free one.")
    ] = 8000,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tokens that let a client in, one a line.")
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A proxy that may say whom it asks for; may be given several times."),
    ] = None,
    rate: Annotated[
        int, typer.Option(metavar="N", min=0, help="Claims a minute from one client; 0 for any number.")
    ] = 600,
    concurrency: Annotated[
        int, typer.Option(metavar="N", min=1, max=10_000, help="Requests at work or waiting; more are sent away.")
    ] = 32,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="For a request to arrive, and a claim to be checked.")
    ] = 30.0,
    max_claims: Annotated[int, typer.Option(metavar="N", min=1, help="Claims of a batch.")] = 1_000,
    max_body: Annotated[int, typer.Option(metavar="BYTES", min=1_000, help="Size of a request.")] = 1_000_000,
    grace: Annotated[
        int, typer.Option(metavar="SECONDS", min=0, help="To finish what is under way when told to end.")
    ] = 30,
    against: judging.Against = None,
    ignore: judging.Ignore = None,
    min_confidence: judging.MinConfidence = None,
) -> int:
    """Answer over HTTP, with a page for people. /verify and /batch are for programs; SIGTERM or Ctrl-C ends it."""
    try:
        from verifier.serve import server, tokens
    except ModuleNotFoundError as error:
        raise InputError(
            f"{error.name} is not installed: pip install 'verifier[serve]' brings what this needs"
        ) from error
    from verifier.checker import Verifier
    from verifier.serve.limits import Limits
    from verifier.serve.log import Log

    limits = Limits(body=max_body, claims=max_claims, rate=rate, seconds=timeout, requests=concurrency)
    secrets = tokens.read(token_file)
    proxies = server.trusted(proxy or ())
    config = judging.configured(shared.settings(), ignore or (), None, min_confidence)
    bound = server.bind(host, port, secrets)
    verifier = judging.opened(shared, config, against or ())

    def again() -> Verifier:
        return Verifier.open(config=config)

    log = Log(as_json=shared.format == "jsonl", quiet=shared.quiet)
    server.run(verifier, again, bound, secrets, limits, log, proxies=proxies, grace=grace, debug=shared.debug)
    return 0
