// The theme's script weighs more than a page, and reading needs none of it. It comes when a reader turns to the search or
// to the colours. Until then this file does what a first view needs: it shows the colours that the device asks for.

{
  const { script } = document.currentScript.dataset;
  const NEEDS_IT = "[data-md-component=palette], [data-md-component=search], .gb-find, label[for=__search]";
  let coming = null; // the promise of the theme's script
  let ready = false;

  const theme = () => (coming ??= new Promise((done, failed) => {
    const element = Object.assign(document.createElement("script"), { src: script, onload: done, onerror: failed });
    document.head.append(element);
  }).then(() => {
    document.dispatchEvent(new Event("DOMContentLoaded")); // it waits for the page, which was there before it
    ready = true;
  }).catch(() => { coming = null; })); // no network: the next attempt asks again

  /** Do again what a reader did, now that the theme can answer. */
  const again = (event, act) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    theme().then(() => ready && act());
  };

  function showColours() {
    const inputs = [...document.querySelectorAll("[data-md-component=palette] input")];
    const kept = __md_get("__palette")?.index;
    const input = inputs[kept] ?? inputs.find((one) => matchMedia(one.dataset.mdColorMedia).matches) ?? inputs[0];
    if (!input) return;
    input.checked = true;
    input.nextElementSibling.hidden = false;
    for (const part of ["Scheme", "Primary", "Accent"]) document.body.dataset[`mdColor${part}`] = input.dataset[`mdColor${part}`];
  }

  function onKey(event) {
    if (ready || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const { key, target } = event;
    if (["f", "s", "/"].includes(key)) again(event, () => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
  }

  function onClick(event) {
    const button = event.target.closest("[data-md-component=palette] label, [data-md-component=palette] input");
    if (button && !ready && event.isTrusted) again(event, () => button.click());
  }

  document.documentElement.classList.replace("no-js", "js");
  showColours();
  addEventListener("keydown", onKey, true);
  addEventListener("click", onClick, true);
  for (const sign of ["pointerover", "focusin"]) addEventListener(sign, (event) => event.target.closest?.(NEEDS_IT) && theme(), true);
  addEventListener("beforeprint", () => document.querySelectorAll("article details").forEach((box) => { box.open = true; }));
  if (/[?&][hq]=/.test(location.search)) theme(); // another site's or a result's link into the search
}
