"""The server's own process: Voila for one notebook, with everything else shut.

Run as `python -m ropabook.dashboard.server NOTEBOOK PORT TOKEN-FILE`, with further host names and
the number of warm kernels after them; it ends when its standard input does.
"""

import os
import re
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

HOST: Final = "127.0.0.1"
HEADERS: Final = {
    # The page has no script and fetches nothing, so nothing is allowed but its own style, and the
    # form that asks for another day.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def settings(port: int, token: str, names: Sequence[str] = (), warm: int = 0) -> dict[str, Any]:
    """Voila's settings: one notebook, this machine only, no source, no traceback, no files.

    Args:
        port: where to serve.
        token: what a visitor must know.
        names: further host names by which it is asked for, as a proxy with TLS passes them on.
        warm: how many kernels are made ready before somebody comes.
    """
    kernels: dict[str, Any] = {"cull_idle_timeout": 60, "cull_interval": 10}
    found: dict[str, Any] = {
        "Voila": {
            "ip": HOST,
            "port": port,
            "port_retries": 0,
            "open_browser": False,
            "log_level": "ERROR",
            "config_file_paths": [],
            "token": token,
            "tornado_settings": {
                # Only requests for this machine by its own name: a page elsewhere cannot rebind.
                "allow_remote_access": False,
                "local_hostnames": ["localhost", *names],
                "headers": HEADERS,
            },
        },
        "IdentityProvider": {
            # Behind a proxy with TLS the cookie never travels in the clear.
            "secure_cookie": bool(names),
            "cookie_options": {"samesite": "Lax", "expires_days": 1},
        },
        "VoilaConfiguration": {
            "template": "ropabook",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "strip_sources": True,
            "show_tracebacks": False,
            "file_allowlist": [],
            "extension_allowlist": [],
            "preheat_kernel": warm > 0,
            "default_pool_size": warm,
            # Its sign of life is a script, which the page's policy forbids.
            "http_keep_alive_timeout": 600,
        },
        "VoilaExecutor": {
            # A warm kernel waits for its visit, however long; the visit has a limit of its own.
            "timeout": None,
            "cell_error_instruction": "The page could not be made.",
        },
        "AsyncMappingKernelManager": kernels,
        "MappingKernelManager": kernels,
    }
    if os.name == "posix":
        # Sockets in a private folder: no other user of the machine can talk to the kernel.
        found["KernelManager"] = {"transport": "ipc"}
    return found


def main(notebook: str, port: int, token_file: str, warm: int, *names: str) -> None:
    """Serve until told to stop."""
    from traitlets.config import Config
    from voila.app import Voila

    from ropabook.dashboard import pages
    from ropabook.dashboard.token import read
    from ropabook.dashboard.visit import SERVED

    hidden = pages.secret()
    os.environ[SERVED] = f"ws://{HOST}:{port}/{hidden}"

    class Dashboard(Voila):  # type: ignore[misc]
        """Voila with one address: every other is answered by a sentence."""

        def init_handlers(self) -> list[Any]:
            only = {
                "notebook_path": os.path.relpath(self.notebook_path, self.root_dir),
                "template_paths": self.template_paths,
                "config": self.config,
                "voila_configuration": self.voila_configuration,
            }
            self.app.settings.update(turns=pages.Turns(), log_function=pages.log_line)
            base = re.escape(self.server_url)
            return [
                (base, pages.OnlyPage, only),
                (rf"{base}{re.escape(hidden)}/([0-9a-f-]+)", pages.Waiting),
                (r".*", pages.Nowhere),
            ]

    threading.Thread(target=_end_with_parent, daemon=True).start()
    token = read(Path(token_file))
    Dashboard.launch_instance(argv=[notebook], config=Config(settings(port, token, names, warm)))


def _end_with_parent() -> None:
    # The pipe closes when the process that started this one is gone, however it ended.
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), *sys.argv[5:])
