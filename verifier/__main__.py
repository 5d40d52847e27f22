"""`python -m verifier`, which is the command `verify`."""

from verifier.cli import main

main()
