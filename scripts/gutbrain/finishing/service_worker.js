// Keeps one copy of the library for reading without a network. It holds the same files for every reader.
//
// The build writes `const edition = {name, files: {address: fingerprint}}` above this text, so this file changes
// whenever a page does; the browser then fetches what changed. An edition is complete or is not used.
//
// Whoever has a network reads from the network. A page from the copy always says that it is one.

const WAIT = 3000; // milliseconds; a network that takes longer is treated as none
const scope = new URL("./", location);
const family = `gutbrain ${scope.pathname} `; // several sites may share one origin
const cacheName = family + edition.name;
const keyOf = (path) => new URL(`${path}?copy=${edition.files[path]}`, scope).href;

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const path = pathOf(event.request.url);
  const known = Object.hasOwn(edition.files, path);
  if (event.request.method === "GET" && (known || event.request.mode === "navigate")) {
    event.respondWith(known ? answer(event.request, path) : answerUnknown(event.request, path));
  }
});

function pathOf(address) {
  const url = new URL(address);
  const inside = url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  return inside ? decodeURI(url.pathname.slice(scope.pathname.length)).replace(/(^|\/)index\.html$/, "$1") : null;
}

async function keep() {
  const cache = await caches.open(cacheName);
  for (const path of Object.keys(edition.files)) { // one after the other, so that the reader's own requests go first
    if (!(await cache.match(keyOf(path)))) await cache.put(keyOf(path), await unchanged(path) ?? await fetched(path));
  }
}

const unchanged = (path) => caches.match(keyOf(path)); // in the copy of the edition before

async function fetched(path) {
  const response = await fetch(new URL(path, scope), { cache: "no-cache" });
  if (!response.ok || response.redirected) throw new Error(`no copy of ${path}: status ${response.status}`);
  return response;
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(family) && name !== cacheName).map((name) => caches.delete(name)));
}

async function answer(request, path) {
  const isPage = request.mode === "navigate";
  const late = new Promise((resolve) => setTimeout(resolve, WAIT));
  // A page is asked for at its host: the browser's own cache would hand out an old one without saying so.
  const network = fetch(request, isPage ? { cache: "no-cache" } : {});
  const fresh = await Promise.race([network.catch(() => undefined), late]);
  if (fresh && fresh.status < 500) return fresh;
  const copy = await caches.match(keyOf(path));
  if (!copy) return fresh ?? network;
  return isPage ? withNotice(copy, path) : copy;
}

function answerUnknown(request, path) {
  const instead = Object.hasOwn(edition.files, `${path}/`) ? `${path}/` : "offline/"; // an address without its last slash
  return fetch(request).catch(() => Response.redirect(new URL(instead, scope)));
}

async function withNotice(copy, path) {
  const page = await copy.text();
  const start = [/<article[^>]*>/, /<body[^>]*>/].find((tag) => tag.test(page));
  const headers = new Headers(copy.headers);
  headers.delete("Content-Encoding"); // they describe the copy as it came, not this text
  headers.delete("Content-Length");
  return new Response(page.replace(start, (tag) => tag + notice(path, copy.headers.get("Date"))), { headers });
}

function notice(path, saved) {
  const day = saved && new Date(saved).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const when = day ? ` This copy was saved on ${day}.` : "";
  const numbers = path === "get-help-now/" ? " Phone numbers may have changed since. If one does not work, call your local emergency number." : "";
  return `<div class="admonition warning" role="note"><p class="admonition-title">This is a saved copy</p><p>The library cannot be reached right now.${when}${numbers}</p></div>`;
}
