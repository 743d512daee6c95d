// The library's own search, behind the theme's dialog. Nothing that is typed leaves the browser.
//
// The theme speaks first: 0 set up (with the content of search/search_index.json), 2 a query.
// We answer: 1 ready, 3 the result. Files of the index are fetched when a query needs them.
"use strict";

const [READY, QUERY, RESULT] = [1, 2, 3];
const PARTS = ["words.js", "distress.js", "ranking.js", "showing.js"]; // still to be had
const FOLDER = new URL("../../search/", self.location);
const turn = new MessageChannel();
const files = new Map(); // promises of what was fetched, by name
let version = "", newest = 0, lexicon = null;

self.onmessage = async ({ data: { type, data } }) => {
  if (type === 0) {
    version = data.config.version;
    self.postMessage({ type: READY });
  } else if (type === QUERY) {
    const mine = ++newest;
    const isOvertaken = () => mine !== newest; // a later key was pressed meanwhile
    const result = await answer(data, isOvertaken).catch(unreachable);
    if (!isOvertaken()) self.postMessage({ type: RESULT, data: result });
  }
};

/** The result for what a reader typed: { items, suggest }; nothing where that was overtaken. */
async function answer(text, isOvertaken) {
  if (!text.trim()) return { items: [] };
  await keysToBeHeard();
  if (isOvertaken()) return;
  lexicon ||= await opened();
  await Promise.all(lexicon.missing(text).map(addRare));
  if (isOvertaken()) return;
  const query = understand(text, lexicon);
  const entries = await entriesOf(query);
  if (isOvertaken()) return;
  const ranked = rank(query, lexicon, entries).slice(0, lookedAt(query));
  const records = await withRecords(ranked);
  if (isOvertaken()) return;
  const found = lookCloser(query, records, lexicon);
  const items = shown(query, found, query.help ? lexicon.help : null);
  return { items: items.length ? items : nothing(query, lexicon), suggest: completion(query) };
}

/** Lets the messages in that wait already, so that of keys pressed while we were busy only the last is answered. */
function keysToBeHeard() {
  return new Promise((done) => { turn.port1.onmessage = done; turn.port2.postMessage(0); });
}

/** The words of the index. Every page starts this worker, so all that a search needs is fetched with the first query alone. */
async function opened() {
  const words = await file("lexicon");
  while (PARTS.length) { // one by one, so that after a lost connection none runs twice
    importScripts(PARTS[0]);
    PARTS.shift();
  }
  return (lexicon ||= new Lexicon(words));
}

async function addRare(letter) {
  const words = await file(`rare-${encodeURIComponent(letter)}`);
  if (lexicon.rare.delete(letter)) lexicon.add(words);
}

/** Postings and names of every group that a query may mean. */
async function entriesOf({ words }) {
  const groups = [...new Set(words.flatMap((word) => word.groups.map(([group]) => group)))];
  const shards = await Promise.all(groups.map((group) => file(`postings-${lexicon.file(group)}`)));
  return new Map(groups.map((group, i) => [group, shards[i][group - lexicon.starts[lexicon.file(group)]]]));
}

/** Pages with what is shown of them: [{ record, points }]. Without a network some may be missing from the copy that a browser keeps. */
async function withRecords(ranked) {
  const told = await Promise.allSettled(ranked.map(([page]) => file(`page-${page}`)));
  const had = ranked.map(([, points], i) => ({ record: told[i].value, points })).filter(({ record }) => record);
  if (ranked.length && !had.length) throw told[0].reason;
  return had;
}

/** The most frequent word that begins like the last one typed. */
function completion({ text, words }) {
  const last = tokens(text).pop();
  const group = words.length && words[words.length - 1].word === last ? words[words.length - 1].groups[0] : undefined;
  const form = group && lexicon.forms.find((word) => lexicon.groups.get(word) === group[0] && word.startsWith(last));
  return form ? [form] : [];
}

function groupOf(word) {
  return lexicon.groups.get(word);
}

/** A file of the index, fetched once; one that could not be had is asked for again next time. */
function file(name) {
  if (!files.has(name)) files.set(name, fetched(name).catch((error) => { files.delete(name); throw error; }));
  return files.get(name);
}

async function fetched(name) {
  const response = await fetch(new URL(`${name}.bin?v=${version}`, FOLDER));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const body = await response.blob();
  const [first] = new Uint8Array(await body.slice(0, 1).arrayBuffer());
  // 0x1f begins gzip; some hosts unpack it on their own.
  const stream = first === 0x1f ? body.stream().pipeThrough(new DecompressionStream("gzip")) : body.stream();
  return new Response(stream).json();
}

function unreachable() {
  const item = (location, title, text) => [{ location, title, text: `<p>${text}</p>`, score: 0, terms: {} }];
  return { items: [
    item("a-to-z/", "The search cannot be reached: look in the A to Z", "Check the connection and type again."),
    item("get-help-now/", "Get help now", "Who to call in an emergency or to talk to."),
  ] };
}
