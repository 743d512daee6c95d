"""The HTTP headers that a host should send, once, and written out for common hosts.

They say again what each page's `meta` elements say, and what those cannot: which abilities of the
browser are off (https://www.w3.org/TR/permissions-policy/), and that no other site may frame a page.
HSTS is left to the host: it binds a whole domain, and only its owner can promise that.
"""

import re
from collections.abc import Iterable

from .manifest import NAME as MANIFEST
from .offline import NAME as WORKER
from .policy import REFERRER, policy

_OFF = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
_FRESH = {WORKER: "", "get-help-now/": "*"}  # asked for anew each time, so that neither is stale; and what stands below them
_YEAR = "public, max-age=31536000, immutable"
_ASK = "no-cache"  # kept, and asked for anew each time: without a word of the host, browsers guess how long a file lasts (RFC 9111, 4.2.2)
_NOTE = "Made by the build from scripts/gutbrain/finishing/headers.py."


def headers(scripts: Iterable[str]) -> dict[str, str]:
    """Header names with their values, for every file of a site whose pages have inline scripts with these hashes."""
    return {
        "Content-Security-Policy": f"{policy(scripts)}; frame-ancestors 'none'",
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{ability}=()" for ability in _OFF),
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def header_files(every: dict[str, str], path: str, lasting: list[str]) -> dict[str, str]:
    """The headers as files for hosts: Netlify and Cloudflare Pages, nginx, Caddy, Apache.

    `path` is where the site stands on its host; the files `lasting` have names that change with their content.
    """
    kept = [f"{path}{pattern}" for pattern in _patterns(lasting)]
    return {
        "_headers": _netlify(every, path, kept),
        "hosting/nginx.conf": _nginx(every, path, kept),
        "hosting/Caddyfile": _caddy(every, path, kept),
        "hosting/apache.conf": _apache(every, path, kept),
    }


def _patterns(files: list[str]) -> list[str]:
    """Our files as one folder, the theme's as they are."""
    return sorted({f"{file.split('/')[0]}/*" if file.startswith("assets.") else file for file in files})


def _netlify(every: dict[str, str], path: str, kept: list[str]) -> str:
    # Two rules that match one address must not name the same header; Cloudflare would join the values.
    # Both hosts send `max-age=0, must-revalidate` by themselves with what no rule names.
    fresh = [line for name, below in _FRESH.items() for line in (f"{path}{name}{below}", f"  Cache-Control: {_ASK}")]
    long = [line for pattern in kept for line in (pattern, f"  Cache-Control: {_YEAR}")]
    return "\n".join([f"# {_NOTE}", f"{path}*", *(f"  {name}: {value}" for name, value in every.items()), *fresh, *long, ""])


def _nginx(every: dict[str, str], path: str, kept: list[str]) -> str:
    # `expires -1` sends no-cache; `add_header` in a location would drop all those set outside it.
    # A folder without a page is 403 by itself; an absolute redirect would name the port behind a proxy.
    always = [f'add_header {name} "{value}" always;' for name, value in every.items()]
    long = [f"location {'^~' if pattern.endswith('*') else '='} {pattern.removesuffix('*')} {{ expires 1y; }}" for pattern in kept]
    sent = [
        "charset utf-8;",
        "gzip_static on; gzip_vary on; # sends the .gz files of `gutbrain build --compress`",
        "# brotli_static on; # the .br files, where the module ngx_brotli is loaded",
        f"error_page 403 404 =404 {path}404.html;",
        "absolute_redirect off;",
        "expires -1;",
        f"location = {path}{MANIFEST} {{ default_type application/manifest+json; }}",
    ]
    return "\n".join([f"# {_NOTE}", "# Inside `server { … }`: include this file.", *sent, *always, *long, ""])


def _caddy(every: dict[str, str], path: str, kept: list[str]) -> str:
    always = [f'\t\t{name} "{value}"' for name, value in every.items()]
    types = [f"\theader {path}{MANIFEST} Content-Type application/manifest+json", f"\theader ?Cache-Control {_ASK}"]  # `?`: where nothing else is set
    long = [f'\theader {pattern} Cache-Control "{_YEAR}"' for pattern in kept]
    top = ["# Import this file at the top of your Caddyfile, then write `root * /where/the/site/is` and `import gutbrain` in the site's block."]
    files = ["file_server {", "\tprecompressed br gzip", "}"]
    sent = [*(f"\t{line}" for line in files), "\thandle_errors {", f"\t\trewrite * {path}404.html", *(f"\t\t{line}" for line in files), "\t}"]
    return "\n".join([f"# {_NOTE}", *top, "(gutbrain) {", "\theader {", *always, "\t}", *types, *long, *sent, "}", ""])


def _apache(every: dict[str, str], path: str, kept: list[str]) -> str:
    """For Apache 2.4 with mod_headers, inside `<VirtualHost>`."""
    always = [f'Header always set {name} "{value}"' for name, value in every.items()]
    sent = ["AddDefaultCharset utf-8", f"ErrorDocument 404 {path}404.html", "AddType application/manifest+json .webmanifest", f'Header set Cache-Control "{_ASK}"']
    cached = [f'<LocationMatch "^{re.escape(pattern.removesuffix("*"))}{"" if pattern.endswith("*") else "$"}">\n\tHeader set Cache-Control "{_YEAR}"\n</LocationMatch>' for pattern in kept]
    return "\n".join([f"# {_NOTE}", "# Inside `<VirtualHost>`: Include this file. It needs mod_headers; mod_deflate or mod_brotli should compress.", *sent, *always, *cached, ""])
