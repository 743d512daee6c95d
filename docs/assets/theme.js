// The theme's script weighs more than a page, and reading needs none of it. It comes when a reader turns to the search.
// Until then this file does what is left: it shows the colours that the device asks for or the reader chose.

{
  const { script } = document.currentScript.dataset;
  const SEARCH = "[data-md-component=search], .gb-find, label[for=__search]";
  const inputs = [...document.querySelectorAll("[data-md-component=palette] input")];
  let coming = null; // the promise of the theme's script
  let ready = false;

  const theme = () => (coming ??= new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: script, onload: done, onerror: failed }));
  }).then(() => {
    ready = true;
    document.dispatchEvent(new Event("DOMContentLoaded")); // it waits for the page, which was there before it
  }, () => { coming = null; })); // no network: the next attempt asks again

  function show(input) {
    input.checked = true;
    for (const other of inputs) other.nextElementSibling.hidden = other !== input;
    for (const part of ["Scheme", "Primary", "Accent"]) document.body.dataset[`mdColor${part}`] = input.dataset[`mdColor${part}`];
  }

  /** Keep a choice under the theme's key and in its form, so that both read the same. */
  function keep(input) {
    const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = input.dataset;
    __md_set("__palette", { index: inputs.indexOf(input), color: { media, scheme, primary, accent } });
  }

  function onColours({ target }) {
    if (ready || !inputs.includes(target)) return;
    show(target);
    keep(target);
  }

  function onKey(event) {
    const { key, target } = event;
    if (inputs.includes(target) && (key === " " || key === "Enter")) {
      event.preventDefault();
      event.stopPropagation(); // the theme would answer the Enter key, too
      const next = inputs[(inputs.indexOf(target) + 1) % inputs.length];
      next.click();
      return next.focus();
    }
    if (ready || event.ctrlKey || event.metaKey || event.altKey || target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (!["f", "s", "/"].includes(key)) return;
    event.preventDefault();
    theme().then(() => ready && target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
  }

  document.documentElement.classList.replace("no-js", "js");
  const asked = inputs[__md_get("__palette")?.index] ?? inputs.find((input) => matchMedia(input.dataset.mdColorMedia).matches) ?? inputs[0];
  if (asked) show(asked);
  addEventListener("change", onColours);
  addEventListener("keydown", onKey, true);
  for (const sign of ["pointerover", "focusin"]) addEventListener(sign, (event) => event.target.closest?.(SEARCH) && theme(), true);
  if (/[?&][hq]=/.test(location.search)) theme(); // a link into the search, or from one of its results
}
