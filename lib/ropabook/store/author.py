"""Who makes a change: asked of JupyterHub, of git's configuration, of the system account."""

import getpass
import os
import socket
from collections.abc import Mapping
from typing import Final, NamedTuple

from dulwich.config import StackedConfig

from ropabook import __version__
from ropabook.store.git.repository import Repository

_NOT_IN_A_NAME: Final = str.maketrans("", "", "<>\n\r\0")
TOOL: Final = "ropabook"
COMMITTER: Final = f"{TOOL} {__version__} <{TOOL}@localhost>"


class Author(NamedTuple):
    """A person, and how we know who it is."""

    name: str
    email: str
    source: str
    """Such as `JupyterHub`, `git configuration; account anna`, `account anna`."""

    def written(self) -> bytes:
        """As a commit holds it."""
        name = self.name.translate(_NOT_IN_A_NAME).strip() or "unknown"
        email = self.email.translate(_NOT_IN_A_NAME).strip() or "unknown"
        return f"{name} <{email}>".encode("utf-8", "replace")


UNKNOWN: Final = Author("unknown", "unknown@localhost", "nobody: the change was made outside")


def current(repository: Repository | None, environment: Mapping[str, str] | None = None) -> Author:
    """The person who is at work.

    Args:
        repository: where git's configuration is looked for.
        environment: instead of the process's own.
    """
    given = os.environ if environment is None else environment
    hub = given.get("JUPYTERHUB_USER")
    if hub:
        return Author(hub, f"{hub}@jupyterhub", "JupyterHub")
    account = _account(given)
    name, email = _configured(repository)
    if name and email:
        return Author(name, email, f"git configuration; account {account}")
    return Author(account, f"{account}@{socket.gethostname()}", f"account {account}")


def _account(environment: Mapping[str, str]) -> str:
    try:
        import pwd

        # The account that runs the process, not what an environment variable says of it.
        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return environment.get("USERNAME") or _asked()


def _asked() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _configured(repository: Repository | None) -> tuple[str, str]:
    try:
        backends = StackedConfig.default_backends()
    except (OSError, ValueError):
        backends = []
    own = [repository.config] if repository else []
    config = StackedConfig([*own, *backends])

    def said(key: bytes) -> str:
        try:
            return config.get((b"user",), key).decode("utf-8", "replace").strip()
        except (KeyError, ValueError):
            return ""

    return said(b"name"), said(b"email")
