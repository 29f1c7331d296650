"""The secret by which a visitor is let in: kept in a file that only its owner can read."""

import os
import secrets
import stat
from pathlib import Path
from typing import Final

_BYTES: Final = 32
LEAST: Final = 22
"""How many characters a token has at least: 128 bits in the alphabet that is used."""


class UnsafeToken(Exception):
    """The file cannot serve; the message says why, and what to do."""


def make(file: Path) -> str:
    """A new token of 256 bits, written to a file that nobody else can read."""
    token = secrets.token_urlsafe(_BYTES)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as new:
        new.write(token)
    return token


def read(file: Path) -> str:
    """The token that a file holds.

    Raises:
        UnsafeToken: it is not there, too short, or others can read it.
    """
    try:
        status = file.stat()
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UnsafeToken(f"The token file {file} cannot be read: {error}.") from None
    if os.name == "posix" and status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeToken(f"Others can read the token file {file}. Run: chmod 600 {file}")
    if len(token) < LEAST or not token.replace("-", "").replace("_", "").isalnum():
        raise UnsafeToken(
            f"The token in {file} must have at least {LEAST} letters or figures. "
            f"Make one: python3 -c 'import secrets; print(secrets.token_urlsafe())'"
        )
    return token
