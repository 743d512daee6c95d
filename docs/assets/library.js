/* What a reader may start: notes beside the text, the ledger's filters, the breathing guide, the menu.
   Without this file they are links, a plain table, a still picture and a list. */

const OPENERS = "a.gb-term, .gb-mark a";
const NOTE_GAP = 16; // pixels between an open note and the edge of the window
const BREATH = 5; // seconds in, and as many out: the pace of the page's own steps
const SESSION = 300; // seconds; the page advises five minutes

/* ---- Notes: each opens under the line of its word and pushes the lines below it down, so that it never covers what is read. ---- */

let opened = null; // the link whose note is open

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function evidence(link) {
  const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!source) return null;
  const copy = source.cloneNode(true);
  const back = copy.querySelector(".gb-back");
  back?.previousSibling?.remove(); // the dot before it
  back?.remove();
  return [...copy.childNodes];
}

function meaning(link) {
  const term = link.dataset.term;
  const name = element("p", { class: "gb-statement" }, term.charAt(0).toUpperCase() + term.slice(1));
  const more = element("a", { href: link.href }, `More about ${term}`);
  return [name, element("p", {}, `${link.title}.`), element("p", { class: "gb-note-links" }, more)];
}

function openNote(link) {
  const content = link.dataset.term ? meaning(link) : evidence(link);
  if (!content) return false;
  closeNote();
  const close = element("button", { type: "button", "data-gb-close": "" }, "Close");
  const text = element("div", { id: "gb-note-text" }, ...content);
  const name = link.dataset.term ? `What ${link.dataset.term} means` : "Evidence note";
  const note = element("div", { id: "gb-note", role: "dialog", tabindex: "-1", "aria-label": name, "aria-describedby": "gb-note-text" }, text, close);
  outermost(link).after(note);
  link.setAttribute("aria-expanded", "true");
  opened = link;
  note.focus({ preventScroll: true }); // a screen reader now reads it
  scrollToNote(link, note);
  return true;
}

/** The link with what is around it inside its line, such as emphasis, which must not reach the note. */
function outermost(link) {
  let around = link;
  while (getComputedStyle(around.parentElement).display === "inline") around = around.parentElement;
  return around;
}

/** Bring as much of the note into view as leaves the word that it belongs to in view. */
function scrollToNote(link, note) {
  const below = note.getBoundingClientRect().bottom + NOTE_GAP - innerHeight;
  const word = [...link.getClientRects()].at(-1).top - parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  if (below > 0) scrollBy(0, Math.min(below, word));
}

function closeNote(back = false) {
  document.getElementById("gb-note")?.remove();
  opened?.setAttribute("aria-expanded", "false");
  if (back) opened?.focus();
  opened = null;
}

function onClick(event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest(OPENERS);
  const close = event.target.closest("[data-gb-close]");
  if (close || (link && link === opened)) {
    event.preventDefault();
    closeNote(true);
  } else if (link && openNote(link)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (!event.target.closest("#gb-note")) {
    closeNote();
  }
  for (const menu of document.querySelectorAll(".gb-menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
  }
  if (event.target.closest(".gb-find")) openSearch();
}

/** Opens the theme's search dialog as its own label does, which no keyboard reaches. */
function openSearch() {
  const toggle = document.getElementById("__search");
  if (!toggle.checked) toggle.click();
  document.querySelector(".md-search__input").focus();
}

/** Where the theme closes its search, the focus goes back to the button that opened it. */
function leaveSearch({ target }) {
  const button = document.querySelector(".gb-find");
  if (target.id === "__search" && !target.checked && button.checkVisibility()) button.focus();
}

function onKey(event) {
  if (event.key !== "Escape") return;
  if (opened) closeNote(true);
  const menu = document.querySelector(".gb-menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  const search = document.getElementById("__search");
  if (search?.checked) search.click(); // the theme closes it as well, but only once it is there
  stopBreathing();
}

/* ---- The evidence ledger: the choice stands in the address, so that a view can be linked. ---- */

function startLedger(form) {
  const body = document.querySelector("#claims tbody");
  const rows = [...body.rows];
  const fields = [...form.elements].filter((field) => field.name);
  const asked = new URLSearchParams(location.search);
  for (const field of fields) if ([...field.options].some((option) => option.value === asked.get(field.name))) field.value = asked.get(field.name);
  const show = () => showClaims(form, body, rows, fields);
  const choose = () => { show(); keepChoice(fields); };
  form.addEventListener("change", choose);
  form.addEventListener("reset", () => setTimeout(choose)); // once the fields are empty
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

function showClaims(form, body, rows, fields) {
  const chosen = fields.filter((field) => field.value && field.name !== "sort");
  for (const row of rows) row.hidden = !chosen.every((field) => row.dataset[field.name].split(" ").includes(field.value));
  body.append(...sorted(rows, form.elements.sort.value, [...form.elements.label.options].map((option) => option.value)));
  const shown = rows.filter((row) => !row.hidden).length;
  form.querySelector("[role=status]").textContent = shown ? `Shown: ${shown} of ${rows.length} claims.` : "No claim fits all of these choices. Choose fewer of them, or show all claims.";
}

function sorted(rows, order, labels) {
  if (order === "label") return [...rows].sort((a, b) => labels.indexOf(a.dataset.label) - labels.indexOf(b.dataset.label));
  if (order === "claim") return [...rows].sort((a, b) => a.textContent.localeCompare(b.textContent, "en"));
  return rows;
}

function keepChoice(fields) {
  const kept = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
  history.replaceState(history.state, "", location.pathname + (kept.size ? `?${kept}` : ""));
}

/* ---- The breathing guide ---- */

let breathing = null; // { figure, timer } while it runs

function startBreathing(figure) {
  let second = 0;
  const tick = () => {
    if (!figure.isConnected || second === SESSION) return stopBreathing(figure.isConnected ? "Five minutes are over." : "");
    const way = Math.floor(second / BREATH) % 2 ? "out" : "in";
    if (second % BREATH === 0) say(figure, `Breathe ${way}`, way);
    figure.querySelector(".gb-breathing__count").textContent = (second % BREATH) + 1;
    second += 1;
  };
  breathing = { figure, timer: setInterval(tick, 1000) };
  figure.querySelector("button").textContent = "Stop";
  tick();
}

function stopBreathing(words = "Stopped.") {
  if (!breathing) return;
  clearInterval(breathing.timer);
  const { figure } = breathing;
  breathing = null;
  say(figure, words, "");
  figure.querySelector(".gb-breathing__count").textContent = "";
  figure.querySelector("button").textContent = "Start the breathing guide";
}

function say(figure, words, way) {
  figure.querySelector("[role=status]").textContent = words;
  if (way) figure.dataset.breath = way;
  else delete figure.dataset.breath;
}

/* ---- Begin, on every page that is shown ---- */

function start() {
  closeNote();
  for (const link of document.querySelectorAll(OPENERS)) {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  }
  for (const form of document.querySelectorAll("form.gb-filters")) startLedger(form);
  for (const figure of document.querySelectorAll(".gb-breathing")) {
    figure.querySelector("button").onclick = () => (breathing ? stopBreathing() : startBreathing(figure));
  }
}

document.addEventListener("click", onClick, true);
document.addEventListener("keydown", onKey);
document.addEventListener("change", leaveSearch);
document.addEventListener("visibilitychange", () => document.hidden && stopBreathing());
// The theme tells when it has changed the page without loading a new one.
(window.document$ ?? { subscribe: (begin) => begin() }).subscribe(start);
