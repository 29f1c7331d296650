"""Make .venv from the lock file, with hashes. Runs on a bare python3, so imports nothing else.

uv is tried first because it is ten times as fast; pip does the same from the same lock.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYTHON = VENV / "bin" / "python"


def main() -> int:
    """Set up, or say in one sentence what is missing."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return say(
            f"Python {sys.version_info.major}.{sys.version_info.minor} is not supported: "
            "install Python 3.11, 3.12 or 3.13 and run: make setup PYTHON=python3.12"
        )
    if not PYTHON.exists() and not make_venv():
        return say("Python's venv module is missing. On Debian: apt-get install python3-venv")
    say("Setting up .venv from requirements.lock …")
    if not (with_uv() or with_pip()):
        return say("The packages could not be installed; what pip said stands above.")
    quiet_lab()
    return register_project()


def quiet_lab() -> None:
    """JupyterLab asks nobody whether it may fetch news: it fetches nothing."""
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    off = {"fetchNews": "false", "checkForUpdates": False}
    overrides = {"@jupyterlab/apputils-extension:notification": off}
    (settings / "overrides.json").write_text(json.dumps(overrides) + "\n", encoding="utf-8")


def make_venv() -> bool:
    """A fresh environment, with pip in it."""
    done = run([sys.executable, "-m", "venv", str(VENV)], quiet=True)
    if not done and os.geteuid() == 0 and Path("/usr/bin/apt-get").exists():
        say("Installing python3-venv …")
        run(["/usr/bin/apt-get", "install", "-y", "-qq", "python3-venv"], quiet=True)
        done = run([sys.executable, "-m", "venv", "--clear", str(VENV)], quiet=True)
    return done


def with_uv() -> bool:
    """Install with uv, which pip fetches for us; False wherever that does not work."""
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        pin = next(line for line in LOCK.read_text().splitlines() if line.startswith("uv=="))
        version = pin.split()[0]
        if not run([str(PYTHON), "-m", "pip", "install", "-q", version], quiet=True):
            return False
    sync = [str(uv), "pip", "sync", "--require-hashes", "--compile-bytecode", "--system-certs"]
    return run([*sync, "--quiet", "--python", str(PYTHON), str(LOCK)], quiet=True)


def with_pip() -> bool:
    """Install with pip: slower, from the same lock with the same hashes."""
    install = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    return run([*install, "--require-hashes", "--compile", "-r", str(LOCK)], quiet=False)


def register_project() -> int:
    """Make `import ropabook` and the command work, from the files of this checkout."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "ropabook.pth").write_text(f"{ROOT / 'lib'}\n")
    command = VENV / "bin" / "ropabook"
    command.write_text(f"#!{PYTHON}\nfrom ropabook.cli import main\n\nmain(prog_name='ropabook')\n")
    command.chmod(0o755)
    # Without byte code every notebook kernel starts from source, which doubles the wait.
    run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "lib")], quiet=True)
    return 0


def run(command: list[str], *, quiet: bool) -> bool:
    """Run a command; True when it worked. A quiet one keeps its complaints to itself."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    out = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, env=environment, stdout=out, stderr=out).returncode == 0


def say(sentence: str) -> int:
    """A sentence for the person; the exit status of a failure."""
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
