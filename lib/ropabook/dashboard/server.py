"""The server's own process: Voila for one notebook, with everything else shut.

Run as `python -m ropabook.dashboard.server NOTEBOOK PORT`; it ends when its standard input does.
"""

import os
import signal
import sys
import threading
from typing import Any, Final

HOST: Final = "127.0.0.1"
HEADERS: Final = {
    # The page has no script and fetches nothing, so nothing is allowed but its own style.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def settings(port: int) -> dict[str, Any]:
    """Voila's settings: one notebook, this machine only, no source, no traceback, no files."""
    kernels: dict[str, Any] = {"cull_idle_timeout": 60, "cull_interval": 10}
    found: dict[str, Any] = {
        "Voila": {
            "ip": HOST,
            "port": port,
            "port_retries": 0,
            "open_browser": False,
            "log_level": "ERROR",
            "config_file_paths": [],
            "kernel_websocket_connection_class": "ropabook.dashboard.closed.Closed",
            # Only requests for this machine by its own name: a page elsewhere cannot rebind.
            "tornado_settings": {"allow_remote_access": False, "headers": HEADERS},
        },
        "VoilaConfiguration": {
            "template": "ropabook",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "strip_sources": True,
            "show_tracebacks": False,
            "file_allowlist": [],
            "extension_allowlist": [],
            # Its sign of life is a script, which the page's policy forbids.
            "http_keep_alive_timeout": 600,
        },
        "VoilaExecutor": {
            "timeout": 60,
            "cell_error_instruction": "The page could not be made.",
        },
        "AsyncMappingKernelManager": kernels,
        "MappingKernelManager": kernels,
    }
    if os.name == "posix":
        # Sockets in a private folder: no other user of the machine can talk to the kernel.
        found["KernelManager"] = {"transport": "ipc"}
    return found


def main(notebook: str, port: int) -> None:
    """Serve until told to stop."""
    from traitlets.config import Config
    from voila.app import Voila

    threading.Thread(target=_end_with_parent, daemon=True).start()
    Voila.launch_instance(argv=[notebook], config=Config(settings(port)))


def _end_with_parent() -> None:
    # The pipe closes when the process that started this one is gone, however it ended.
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
