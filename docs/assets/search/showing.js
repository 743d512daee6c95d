// Results as the theme's dialog shows them: lists of { location, title, text, tags, terms, score } as HTML.
"use strict";

const SHOWN = 10; // pages
const SHOWN_BESIDE_HELP = 4; // who needs help now is not to be led elsewhere
const SECTIONS = 3; // of a page; all but the best are folded
const SNIPPET = 220; // characters

function escaped(text) {
  return text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}

/** The text as HTML with the words of the query marked; `seen` collects what was marked. */
function marked(text, groups, seen) {
  let html = "", last = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)) {
    if (!groups.has(groupOf(tokens(match[0])[0]))) continue;
    seen.add(match[0]);
    html += `${escaped(text.slice(last, match.index))}<mark>${escaped(match[0])}</mark>`;
    last = match.index + match[0].length;
  }
  return html + escaped(text.slice(last));
}

/** The part of a text that answers best: from the first sentence with the most words of the query. */
function snippet(text, groups) {
  const sentences = text.split(/(?<=[.!?])\s+/);
  const counts = sentences.map((sentence) => new Set(tokens(sentence).map(groupOf).filter((group) => groups.has(group))).size);
  const best = sentences.slice(counts.indexOf(Math.max(...counts))).join(" ");
  return best.length > SNIPPET ? `${best.slice(0, best.lastIndexOf(" ", SNIPPET))} …` : best;
}

/** The results of a query: first help where it is called for, then a word about what was mended, then the pages. */
function shown(query, found, helping) {
  const groups = new Set(query.words.flatMap((word) => word.groups.map(([group]) => group)));
  const pages = found.filter(({ record }) => record.url !== helping?.url).slice(0, helping ? SHOWN_BESIDE_HELP : SHOWN).map((answer) => page(answer, query, groups));
  const top = pages.length ? pages[0][0].score : 1;
  const first = helping ? [help(helping, top + 1)] : [];
  const note = query.mended.length && pages.length ? [mended(query)] : [];
  return [...first, ...note, ...pages];
}

function page({ record, points, sections }, query, groups) {
  const seen = new Set();
  const best = sections.slice(0, SECTIONS).filter(({ anchor }) => anchor);
  const topic = record.topic ? [record.topic] : [];
  const children = best.map((section, i) => ({
    location: `${record.url}#${section.anchor}`,
    title: marked(section.heading, groups, seen),
    text: `<p>${marked(snippet(section.text, groups), groups, seen)}</p>${tags(i ? section.labels : [...topic, ...section.labels])}`, // the theme shows no text of a page above its sections
    score: points - i * 1e-6,
    terms: {},
  }));
  const parent = {
    location: record.url,
    title: marked(record.title, groups, seen),
    text: `<p>${marked(record.summary, groups, seen)}</p>${tags(topic)}`,
    score: points,
    terms: {},
  };
  const terms = Object.fromEntries([...seen].map((word) => [word.toLowerCase(), true]));
  return [parent, ...children].map((item) => ({ ...item, terms }));
}

/** The topic or the evidence labels of a result. The theme's own `tags` are a nav without a name for each result. */
function tags(names) {
  const each = names.map((name) => `<span class="md-tag">${escaped(name)}</span>`).join(" ");
  return each && `<p class="md-tags">${each}</p>`;
}

/** "Get help now", with lines to call, a country each. */
function help({ url, title, summary, lines }, score) {
  const text = [...lines, summary].map((line) => `<p>${escaped(line)}</p>`).join("");
  return [{ location: url, title: escaped(title), text, score, terms: {} }];
}

/** What was looked for instead of what was typed, leading back to the words as typed. */
function mended({ text, mended: pairs }) {
  const typed = text.trim();
  const better = pairs.reduce((words, [from, to]) => words.replace(new RegExp(from, "i"), to), typed.toLowerCase());
  const exact = typed.split(/\s+/).map((word) => `"${word.replace(/["“”]/g, "")}"`).join(" ");
  return [{ location: asking(exact), title: `Showing results for <mark>${escaped(better)}</mark>`, text: `<p>Search for “${escaped(typed)}” exactly as typed instead.</p>`, score: 0, terms: {} }];
}

/** The address that opens the search with these words. */
function asking(words) {
  return `?q=${encodeURIComponent(words)}`;
}

/** What to do where nothing was found: the A to Z, near words, and whom to tell. */
function nothing({ text, words }, lexicon) {
  const near = [...new Set(words.flatMap(({ word }) => lexicon.nearest(word, 1)))].slice(0, 3);
  const item = (location, title, body) => [{ location, title, text: `<p>${body}</p>`, score: 0, terms: {} }];
  return [
    item("a-to-z/", "Nothing found: look in the A to Z", `No page speaks of “${escaped(text.trim())}”. The A to Z lists every page and every word that we explain.`),
    ...near.map((word) => item(asking(word), `Search for “${escaped(word)}”`, "A word of the library that is spelt like yours.")),
    item("about-this-library/#suggest-a-correction", "Tell us what was missing", ""),
  ];
}
