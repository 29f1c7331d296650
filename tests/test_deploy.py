"""The files for a server fit the command that they start."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ropabook.cli import COMMANDS
from ropabook.dashboard.launch import Options
from ropabook.dashboard.server import HOST

DEPLOY = Path(__file__).parent.parent / "deploy"
SERVICE = (DEPLOY / "ropabook-dashboard.service").read_text()
NGINX = (DEPLOY / "nginx.conf").read_text()


def test_the_service_uses_options_that_there_are() -> None:
    command = re.search(r"ExecStart=(.*?)\n(?!  )", SERVICE, re.DOTALL).group(1)
    used = set(re.findall(r"(--[a-z-]+)", command))
    there = {name for option in COMMANDS["dashboard"].params for name in option.opts}
    assert used <= there
    assert {"--token-file", "--name", "--no-browser"} <= used


def test_the_service_can_write_nothing_and_is_nobody() -> None:
    for line in ("User=ropabook", "ProtectSystem=strict", "NoNewPrivileges=yes", "PrivateTmp=yes",
                 "CapabilityBoundingSet=", "ReadOnlyPaths=/srv/record /opt/ropabook"):  # fmt: skip
        assert f"\n{line}\n" in SERVICE
    assert "ReadWritePaths" not in SERVICE


def test_the_proxy_and_the_service_speak_of_the_same(tmp_path) -> None:
    port = re.search(r"--port (\d+)", SERVICE).group(1)
    assert f"proxy_pass         http://{HOST}:{port}/;" in NGINX
    assert port == str(Options().port)
    name = re.search(r"--name (\S+)", SERVICE).group(1)
    assert f"server_name {name};" in NGINX
    assert NGINX.count("proxy_pass") == 1
    assert "location / { return 404; }" in NGINX


def test_nginx_accepts_the_file(tmp_path) -> None:
    nginx, openssl = shutil.which("nginx"), shutil.which("openssl")
    if not nginx or not openssl:
        pytest.skip("nginx or openssl is not installed: the file for the proxy is not tried here")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x",
         "-keyout", tmp_path / "key", "-out", tmp_path / "cert"], check=True, capture_output=True,
    )  # fmt: skip
    for file in ("users", "token"):
        (tmp_path / file).write_text("")
    site = NGINX
    for there, here in (
        ("/etc/ssl/dashboard.example.pem", "cert"),
        ("/etc/ssl/private/dashboard.example.key", "key"),
        ("/etc/nginx/ropabook.users", "users"), ("/etc/nginx/ropabook.token", "token"),
        ("/var/log/nginx/ropabook.log", "log"),
    ):  # fmt: skip
        assert there in site
        site = site.replace(there, str(tmp_path / here))
    (tmp_path / "site").write_text(site)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error; events {{}} "
        f"http {{ access_log off; include {tmp_path}/site; }}"
    )
    done = subprocess.run([nginx, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
