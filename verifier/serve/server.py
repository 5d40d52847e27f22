"""The service as a process: where it listens, and how it ends."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import signal
import socket
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from verifier.errors import InputError
from verifier.serve.application import Service
from verifier.serve.checking import Checks, Current
from verifier.serve.connections import HEAD_BYTES, bounded
from verifier.serve.limits import Limits
from verifier.serve.log import Log
from verifier.serve.metrics import Metrics
from verifier.serve.tokens import VARIABLE, Tokens

if TYPE_CHECKING:
    from verifier.checker import Verifier

BACKLOG = 128
"""Connections that the system keeps for the service until it takes them."""

FIRST_CLAIM = "250 prisoners freed in March 2026"
"""Checked before the service listens: models and index are loaded then, and no client waits for them."""


def bind(host: str, port: int, tokens: Tokens) -> socket.socket:
    """A socket at this address, which does not listen yet.

    Raises InputError for an address that is none of this machine's or is taken, and for one that other machines reach
    while there is no token.
    """
    if not host:
        raise InputError("--host is empty: use an address of this machine")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        reason = error.strerror if isinstance(error, socket.gaierror) else "not a name"
        raise InputError(f"--host {host}: can't be looked up ({reason}): use an address of this machine") from error
    if not tokens and not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback:
        raise InputError(
            f"--host {host}: other machines reach this address, so a token is needed: set {VARIABLE}, or --token-file FILE"
        )
    bound = socket.socket(family, kind)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise InputError(f"--host {host} --port {port}: {error.strerror}: choose another") from error
    return bound


def trusted(proxies: Sequence[str]) -> list[str]:
    """The addresses and networks of proxies. Raises InputError for what is neither."""
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError as error:
            raise InputError(
                f"--proxy {proxy}: is no address and no network ({error}): write 10.0.0.2 or 10.0.0.0/24"
            ) from error
    return list(proxies)


def run(  # noqa: PLR0917 - what is served, where, to whom, how much
    verifier: Verifier,
    again: Callable[[], Verifier],
    bound: socket.socket,
    tokens: Tokens,
    limits: Limits,
    log: Log,
    *,
    proxies: Sequence[str] = (),
    grace: int = 30,
    debug: bool = False,
) -> None:
    """Serve until the process is told to end by SIGTERM or Ctrl-C; what is under way is finished within `grace` seconds.

    Raises KeyboardInterrupt at the end if it was Ctrl-C.

    `again` opens the verifier anew, for when the index was made anew. `proxies` may say for whom they ask.
    """
    verifier.check(FIRST_CLAIM)
    metrics = Metrics()
    checks = Checks(Current(verifier, again, log.message), limits, metrics, log.message)
    service = Service(checks, limits, tokens, metrics, log)
    server = _Server(
        uvicorn.Config(
            service.application(debug=debug),
            loop="asyncio",
            http=bounded(limits),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=trusted(proxies),
            timeout_graceful_shutdown=grace,
            h11_max_incomplete_event_size=HEAD_BYTES,
            backlog=BACKLOG,
        )
    )
    broken_off = _tell(log)
    # A signal may come before uvicorn minds signals; and when all is done it sends itself the signal again, to end as any
    # program does: this one ends well.
    before = signal.signal(signal.SIGTERM, lambda *_: setattr(server, "should_exit", True))
    try:
        bound.listen(BACKLOG)
        log.message(f"Listening on {_address(bound)}")
        server.run(sockets=[bound])
        if not broken_off:
            log.message("All that was under way is done.")
        if server.interrupted:
            raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGTERM, before)
        checks.close()


class _Server(uvicorn.Server):
    """Remembers that it was told to end by Ctrl-C; it sends itself the signal again at the end, but not by every way out."""

    interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.interrupted = self.interrupted or sig == signal.SIGINT
        super().handle_exit(sig, frame)


def _tell(log: Log) -> list[BaseException]:
    """Let uvicorn's warnings go where the service's own messages go; what it raises in requests to end them comes to the list."""
    broken_off: list[BaseException] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            error = record.exc_info and record.exc_info[1]
            if isinstance(error, asyncio.CancelledError):
                broken_off.append(error)
                log.message("A request was broken off: it was not done within --grace.")
                return
            log.message(f"{record.levelname.capitalize()}: {record.getMessage().strip()}")

    logger = logging.getLogger("uvicorn.error")
    logger.handlers = [Handler()]
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    return broken_off


def _address(bound: socket.socket) -> str:
    """What to write into a browser's address bar."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
