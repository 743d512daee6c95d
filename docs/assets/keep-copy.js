// Lets the browser keep a copy of the library once the page has loaded; not for readers who asked it to save data.
{
  const worker = new URL("../service-worker.js", document.currentScript.src);
  if ("serviceWorker" in navigator && !navigator.connection?.saveData) {
    // Where a browser refuses (private windows of some), the library is read from the network as before.
    addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  }
}
