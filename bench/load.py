"""How many readers one small host serves: nginx with the compressed files of a built site, asked by wrk, both on this machine.

  python -m bench.load               the site in site/, made with `gutbrain build --compress`
  python -m bench.load --seconds 5 --connections 50

Only the loopback address is asked; the run is bounded in time and in connections, and ends by itself. nginx and wrk are
Debian's packages (`apt-get install nginx-light wrk`). Both share the processors of this machine, so that the figure is a lower bound.
"""

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES = ("", "stress/leaky-gut/", "evidence/ledger/", "get-help-now/")
MOST_SECONDS, MOST_CONNECTIONS = 30, 200
_CONF = """daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; include {site}/hosting/nginx.conf; }}
}}
"""


def main() -> int:
    parser = argparse.ArgumentParser("python -m bench.load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=50)
    chosen = parser.parse_args()
    site = chosen.site.resolve()
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        return _refuse(f"{' and '.join(missing)} cannot be found; on Debian run `apt-get install nginx-light wrk`")
    if not (site / "index.html.gz").is_file():
        return _refuse(f"{chosen.site} holds no compressed files; run `python3 run.py build --compress` first")
    seconds, connections = min(chosen.seconds, MOST_SECONDS), min(chosen.connections, MOST_CONNECTIONS)
    with tempfile.TemporaryDirectory(prefix="bench-load-") as folder:
        port = _free_port()
        (Path(folder) / "nginx.conf").write_text(_CONF.format(folder=folder, port=port, site=site), encoding="utf-8")
        host = subprocess.Popen(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf"], stderr=subprocess.PIPE)
        try:
            if not _answers(port):
                return _refuse(f"nginx did not start: {(host.stderr.read() if host.poll() is not None else b'').decode().strip()}")
            for page in PAGES:
                print(f"/{page:22} {asked(f'http://127.0.0.1:{port}/{page}', seconds, connections)}", flush=True)
        finally:
            host.terminate()
            host.wait(10)
    return 0


def asked(url: str, seconds: int, connections: int) -> str:
    """What wrk says of one page: answers a second, the slowest of 99 in 100, and failures."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip", url]
    said = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True).stdout
    rate, slowest = re.search(r"Requests/sec:\s+(\S+)", said), re.search(r"99%\s+(\S+)", said)
    failed = re.search(r"(Non-2xx.*|Socket errors.*)", said)
    return f"{float(rate[1]):8,.0f} answers/s   99 % within {slowest[1]}   {failed[1] if failed else 'no failure'}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    for _ in range(50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _refuse(why: str) -> int:
    print(f"bench: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
