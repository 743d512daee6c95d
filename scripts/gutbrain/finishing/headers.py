"""The HTTP headers that a host should send, once, and written out for common hosts.

They say again what each page's `meta` elements say, and what those cannot: which abilities of the
browser are off (https://www.w3.org/TR/permissions-policy/), and that no other site may frame a page.
HSTS is left to the host: it binds a whole domain, and only its owner can promise that.
"""

from collections.abc import Iterable

from .policy import REFERRER, policy

_OFF = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
_FRESH = {"service-worker.js": "", "get-help-now/": "*"}  # asked for anew each time, so that neither is stale; and what stands below them
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


def header_files(every: dict[str, str], path: str) -> dict[str, str]:
    """The headers as files for hosts: Netlify and Cloudflare Pages, nginx, Caddy. `path` is where the site stands on its host."""
    return {"_headers": _netlify(every, path), "hosting/nginx.conf": _nginx(every, path), "hosting/Caddyfile": _caddy(every, path)}


def _netlify(every: dict[str, str], path: str) -> str:
    # Two rules that match one address must not name the same header; Cloudflare would join the values.
    fresh = [line for name, below in _FRESH.items() for line in (f"{path}{name}{below}", "  Cache-Control: no-cache")]
    return "\n".join([f"# {_NOTE}", f"{path}*", *(f"  {name}: {value}" for name, value in every.items()), *fresh, ""])


def _nginx(every: dict[str, str], path: str) -> str:
    # `expires -1` sends no-cache; `add_header` in a location would drop all those set outside it.
    always = [f'add_header {name} "{value}" always;' for name, value in every.items()]
    fresh = [f"location {'^~' if below else '='} {path}{name} {{ expires -1; }}" for name, below in _FRESH.items()]
    return "\n".join([f"# {_NOTE}", "# Inside `server { … }`: include this file.", *always, *fresh, ""])


def _caddy(every: dict[str, str], path: str) -> str:
    always = [f'\t\t{name} "{value}"' for name, value in every.items()]
    fresh = [f"\theader {path}{name}{below} Cache-Control no-cache" for name, below in _FRESH.items()]
    return "\n".join([f"# {_NOTE}", "# Import this file at the top of your Caddyfile, then write `import gutbrain` in the site's block.", "(gutbrain) {", "\theader {", *always, "\t}", *fresh, "}", ""])
