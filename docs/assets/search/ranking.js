// Which pages answer a query: points for words and for names of pages, then a closer look at the best pages' sections.
"use strict";

const LOOKED_AT = 10; // pages whose text is fetched for a closer look
const LOOKED_AT_WHILE_TYPING = 4; // where the next key will change what is asked
const LOOKED_AT_FOR_PHRASES = 40; // where only their text tells whether they hold a phrase
const NAME = 18; // what a page's name in the query is worth, beside about 10 to 70 for a word
const OTHER_ORDER = 0.6; // of that, where the name's words stand in another order
const LIST = 0.75; // lists come after the pages that they are made of
const cut = new WeakMap(); // the words of sections that were looked at already
const COVERED = 0.8; // how much it counts that a page holds all words of the query

/** Pages with their points, the best first: [page, points]. `entries` holds [postings, names] by group. */
function rank({ words }, lexicon, entries) {
  const asked = words.filter(({ groups }) => groups.length);
  const points = new Map(), covered = new Map();
  for (const { groups } of asked) {
    for (const [page, best] of bestByPage(groups, lexicon, entries)) {
      points.set(page, (points.get(page) || 0) + best);
      covered.set(page, (covered.get(page) || 0) + worth(groups, lexicon));
    }
  }
  const { bonuses, meant } = named(asked, lexicon, entries);
  for (const [page, bonus] of bonuses) points.set(page, (points.get(page) || 0) + bonus);
  const all = asked.reduce((sum, { groups }) => sum + worth(groups, lexicon), 0) || 1;
  const total = (page, sum) => sum * ((covered.get(page) || 0) / all) ** COVERED * (lexicon.lists.has(page) && !meant.has(page) ? LIST : 1);
  return [...points].map(([page, sum]) => [page, total(page, sum)]).sort(([p, a], [q, b]) => b - a || p - q);
}

/** How telling a word is: as its likeliest meaning. */
function worth(groups, lexicon) {
  return lexicon.weight(groups[0][0]);
}

/** For one word, the points of its best meaning on each page. */
function bestByPage(groups, lexicon, entries) {
  const best = new Map();
  for (const [group, weight, typed = group] of groups) {
    const each = weight * Math.min(lexicon.weight(group), lexicon.weight(typed)); // a stand-in tells no more than what was typed
    let page = 0;
    const flat = entries.get(group)[0];
    for (let i = 0; i < flat.length; i += 2) {
      page += flat[i];
      best.set(page, Math.max(best.get(page) || 0, each * flat[i + 1]));
    }
  }
  return best;
}

/** Points for pages whose names stand in the query, whole; each page's best name counts. And pages that it names and nothing else. */
function named(asked, lexicon, entries) {
  const bonuses = new Map(), meant = new Set();
  const places = new Map(asked.flatMap(({ groups }, place) => groups.map(([group, weight]) => [group, { place, weight }])).reverse());
  for (const [group, { weight, place }] of places) {
    for (const [rest, page, percent] of entries.get(group)[1] || []) {
      if (!rest.every((other) => places.has(other))) continue;
      const inOrder = rest.every((other, i) => places.get(other).place === place + i + 1);
      const told = [group, ...rest].reduce((sum, each) => sum + lexicon.weight(each), 0);
      const isWhole = rest.length + 1 === asked.length;
      if (isWhole) meant.add(page);
      const bonus = NAME * weight * (percent / 100) * told * (isWhole ? 1.5 : 1) * (inOrder ? 1 : OTHER_ORDER);
      bonuses.set(page, Math.max(bonuses.get(page) || 0, bonus));
    }
  }
  return { bonuses, meant };
}

/** How many pages are worth a closer look. */
function lookedAt({ phrases, isBegun }) {
  return phrases.length ? LOOKED_AT_FOR_PHRASES : isBegun ? LOOKED_AT_WHILE_TYPING : LOOKED_AT;
}

/**
 * The best pages after a look at their text: [{ record, points, sections }], sections the best first.
 * Pages where the words stand together in one section rise; pages without a phrase in quotes go.
 */
function lookCloser(query, found, lexicon) {
  const wanted = new Map(query.words.flatMap(({ groups }, i) => groups.map(([group]) => [group, i])).reverse());
  const worths = query.words.map(({ groups }) => (groups.length ? worth(groups, lexicon) : 0));
  const all = worths.reduce((a, b) => a + b, 0) || 1;
  return found
    .filter(({ record }) => query.phrases.every((phrase) => holds(record, phrase)))
    .map(({ record, points }) => {
      const sections = record.sections.map((section) => judged(section, wanted, worths)).filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
      const together = sections.length ? Math.min(1, sections[0].share / all) : 0;
      return { record, points: points * (0.8 + 0.2 * together), sections };
    })
    .sort((a, b) => b.points - a.points);
}

/** A section with the share of the query that it answers: words of its heading count one and a half times. */
function judged(section, wanted, worths) {
  const [anchor, heading, text, labels] = section;
  if (!cut.has(section)) cut.set(section, [tokens(heading), tokens(text)]);
  const [inHeading, inText] = cut.get(section).map((words) => placesIn(words, wanted));
  const share = worths.reduce((sum, each, i) => sum + each * (inHeading.has(i) ? 1.5 : inText.has(i) ? 1 : 0), 0);
  return { anchor, heading, text, labels, share };
}

/** Which words of the query (by number) stand among the words of a text. */
function placesIn(words, wanted) {
  return new Set(words.map((word) => wanted.get(groupOf(word))).filter((place) => place !== undefined));
}

/** Whether the words of a phrase stand side by side in a page's names, titles or text. */
function holds({ title, summary, names, sections }, phrase) {
  const inside = ` ${phrase.join(" ")} `;
  return [title, summary, ...names, ...sections.flat(2)].some((text) => ` ${tokens(text).join(" ")} `.includes(inside));
}
