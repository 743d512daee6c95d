// The words of a query: cut as the index cuts them, looked up, and mended where they are misspelt.
"use strict";

const ENDINGS = ["s", "es", "d", "ed", "ing", "ly", "er", "ers", "est", "ness", "y", "al", "ion", "ation", "ations", "ment"];
const MOST_BEGINNINGS = 8; // words that a beginning may stand for while it is typed
const WEIGHT = { exact: 1, inflected: 0.9, mended: 0.8, begun: 0.7, begunToo: 0.25, inStead: 0.8, alike: 0.5 };
const MORE_BY_SOUND = 2; // slips that a word may hold beyond the usual where it sounds the same
const HEARD = 7; // letters from which the sound of a word tells enough
const FAINT = 0.35; // of a word's weight, for words of many questions

/** The words of a text: without case, accents and apostrophes. The same as `tokens` of finishing/search_words.py. */
function tokens(text) {
  return text.normalize("NFD").replace(/[\p{M}'’ʼ`´\u00ad\u200b]/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
}

/** All words of the index. A word belongs to a group of written forms that count as one; groups are numbers. */
class Lexicon {
  constructor({ pages, lists, stop, faint, alike, misspelt, rare, starts, help, ...common }) {
    Object.assign(this, { pages, alike, misspelt, starts, help });
    this.lists = new Set(lists);
    this.stop = new Set(stop);
    this.faint = new Set(faint);
    this.rare = new Set(rare); // first letters of which rare words are still to be had
    this.groups = new Map();
    this.frequency = [];
    this.topics = new Set(); // groups that name what a page is about
    this.add(common);
    this.distress = help && new Distress(help.words, this);
  }

  /** Words with the numbers of their groups, from `first` on; each packed as what its forms share and how each ends. */
  add({ first, words, frequency, topics }) {
    words.forEach((packed, i) => {
      const [shared, ...rests] = packed.split(" ");
      for (const rest of rests) this.groups.set(shared + rest, first + i);
      this.frequency[first + i] = frequency[i];
    });
    topics.forEach((group) => this.topics.add(group));
    this.forms = [...this.groups.keys()].sort();
    this.letters = this.forms.map(lettersOf);
    this.near = new Map(); // what was looked for already
    this.distress?.forget();
  }

  /** The first letters of words of a text that are not known, as far as rare words with that letter are still to be had. */
  missing(text) {
    const unknown = tokens(text).filter((word) => !this.groups.has(word) && !this.stop.has(word));
    return [...new Set(unknown.map((word) => word[0]))].filter((letter) => this.rare.has(letter));
  }

  /** How telling a group is: inverse document frequency as in BM25. */
  weight(group) {
    const seen = this.frequency[group] ?? 1; // a rare word's is not known before its letter is fetched
    return Math.log(1 + (this.pages - seen + 0.5) / (seen + 0.5)) * (this.faint.has(group) ? FAINT : 1);
  }

  /** The number of the file that holds a group's postings. */
  file(group) {
    return lastAtMost(this.starts, group);
  }

  /** Groups with a word that begins so, the most frequent first. */
  startingWith(beginning) {
    const found = new Set();
    for (let i = lastAtMost(this.forms, beginning); i < this.forms.length; i++) {
      if (i < 0 || this.forms[i] < beginning) continue;
      if (!this.forms[i].startsWith(beginning)) break;
      if (!Object.hasOwn(this.misspelt, this.forms[i])) found.add(this.groups.get(this.forms[i])); // "ake" begins no "akermansia"
    }
    return [...found].sort((a, b) => this.frequency[b] - this.frequency[a]).slice(0, MOST_BEGINNINGS);
  }

  /** A known form of a word that differs in its ending only, or undefined. */
  inflected(word) {
    const stems = ENDINGS.filter((ending) => word.endsWith(ending) && word.length - ending.length > 2).map((ending) => word.slice(0, -ending.length));
    const forms = [...stems, ...stems.flatMap(respelt), ...ENDINGS.map((ending) => word + ending)];
    return forms.find((form) => this.groups.has(form));
  }

  /** Two words that stand in one, as [first, second], or undefined: known ones, or else one known and one misspelt. */
  split(word, mayBeMisspelt = false) {
    const mended = (part) => (this.groups.has(part) ? part : mayBeMisspelt && part.length > 3 ? this.nearest(part)[0] : undefined);
    for (let i = word.length - 3; i >= 3; i--) {
      const parts = [word.slice(0, i), word.slice(i)];
      if (!parts.some((part) => this.groups.has(part))) continue;
      const meant = parts.map(mended);
      if (meant.every(Boolean)) return meant;
    }
  }

  /** Known words that a misspelt one may mean, the likeliest first. `more` slips than usual are allowed for hints. */
  nearest(word, more = 0) {
    const key = `${word} ${more}`;
    if (!this.near.has(key)) this.near.set(key, this.likeliest(word, more));
    return this.near.get(key);
  }

  likeliest(word, more) {
    const cost = ([form, away]) => away + (form[0] === word[0] ? 0 : 0.5) - Math.log1p(this.frequency[this.groups.get(form)]) / 10;
    const near = this.within(word, slips(word) + more);
    const found = (near.length || more ? near : this.alikeInSound(word)).map((each) => [cost(each), each[0]]);
    const best = found.sort(([a], [b]) => a - b).slice(0, 3).filter(([each], _, all) => more || each < all[0][0] + 0.5);
    return [...new Set(best.map(([, form]) => this.misspelt[form] ?? form))];
  }

  /** Known words that begin and sound the same, although they are written with more slips than usual: [word, slips]. */
  alikeInSound(word) {
    const heard = sound(word);
    const most = slips(word) + MORE_BY_SOUND;
    if (heard.length < 3 || word.length < HEARD) return [];
    const same = this.forms.filter((form) => form.startsWith(word.slice(0, 2)) && Math.abs(form.length - word.length) <= most && sound(form) === heard);
    return same.map((form) => [form, distance(word, form, most)]).filter(([, away]) => away <= most);
  }

  /** Known words at most so many slips away, or one where they begin otherwise: [word, slips]. Each slip changes at most two of a word's letters. */
  within(word, slips) {
    const found = [], letters = lettersOf(word);
    for (let i = 0; i < this.forms.length; i++) {
      const form = this.forms[i], most = form[0] === word[0] ? slips : Math.min(slips, 1);
      if (form.length < 3 || Math.abs(form.length - word.length) > most || ones(letters ^ this.letters[i]) > 2 * most) continue;
      const away = distance(word, form, most);
      if (away <= most) found.push([form, away]);
    }
    return found;
  }
}

/** The letters of a word as bits of a number; letters beyond a to z share bits. */
function lettersOf(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << word.charCodeAt(i);
  return bits;
}

function ones(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** What a stem may be written like before its ending: "lov(ing)" is love, "happi(er)" happy, "fogg(y)" fog. */
function respelt(stem) {
  return [`${stem}e`, stem.replace(/i$/, "y"), stem.replace(/(.)\1$/, "$1")];
}

/** How many slips a word of this length may hold. */
function slips(word) {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3;
}

/**
 * Letters left out, added, changed or swapped between two words (optimal string alignment,
 * Damerau 1964); anything above `most` where there are more.
 */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j), row = [];
  for (let i = 1; i <= a.length; i++) {
    let least = (row[0] = i);
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let each = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
      if (!isSame && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) each = Math.min(each, before[j - 2] + 1);
      row[j] = each;
      if (each < least) least = each;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length];
}

function unrepeated(word) {
  return word.replace(/(.)\1+/g, "$1");
}

/** The consonants of a word as they sound: "suiside" and "suicide" are both "ssd", "tonite" and "tonight" both "tnt". */
function sound(word) {
  return unrepeated(word.replace(/gh/g, "").replace(/[cz]/g, "s")).replace(/[aeiouwy]/g, "");
}

/** The index of the last of sorted values that is not above `wanted`; -1 where all are. */
function lastAtMost(values, wanted) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * What a reader typed, understood: `words` that carry the topic, each with the groups it may mean
 * ([group, weight]), `phrases` in quotes, `mended` misspellings, whether its last word is only begun, and whether it is a
 * call for `help`.
 */
function understand(text, lexicon) {
  const quoted = [...text.matchAll(/["“”]([^"“”]+)["“”]/g)].map((match) => tokens(match[1]));
  const free = joined(tokens(text.replace(/["“”][^"“”]+["“”]/g, " ")), lexicon);
  const isTyping = /[\p{L}\p{N}]$/u.test(text);
  const isBare = free.every((word) => lexicon.stop.has(word)); // "about us", or the first word of a question
  const words = [], mended = [];
  free.forEach((word, i) => {
    const isLast = isTyping && i === free.length - 1;
    if (lexicon.stop.has(word) && !isBare) return;
    const { parts, meant } = meanings(word, isLast, lexicon);
    words.push(...parts);
    if (meant) mended.push([word, meant]);
  });
  for (const word of quoted.flat()) {
    if (!lexicon.stop.has(word)) words.push({ word, groups: lexicon.groups.has(word) ? [[lexicon.groups.get(word), WEIGHT.exact]] : [] });
  }
  const help = Boolean(lexicon.distress?.isIn(text));
  const isBegun = isBare || words[words.length - 1]?.groups[0]?.[1] === WEIGHT.begun;
  return help ? { text, words: lexicon.distress.beside(words, tokens(text)), phrases: [], mended: [], help } : { text, words, phrases: quoted, mended, isBegun, help };
}

/** Neighbours that are one word in the index, joined: "micro biome", "pre-biotic". */
function joined(words, lexicon) {
  const found = [];
  for (const word of words) {
    const before = found[found.length - 1];
    if (before && lexicon.groups.has(before + word) && !(lexicon.stop.has(before) && lexicon.stop.has(word))) found[found.length - 1] += word;
    else found.push(word);
  }
  return found;
}

/** The groups that a word may mean, as one part, or two where it is two words in one; `meant` where it was mended. */
function meanings(word, isBegun, lexicon) {
  const known = (form, weight) => [lexicon.groups.get(form), weight];
  const one = (groups, meant) => ({ parts: [{ word, groups: withStandIns(groups, lexicon) }], meant });
  const begun = isBegun && word.length > 1 ? lexicon.startingWith(word) : [];
  if (lexicon.groups.has(word)) {
    const exact = known(word, WEIGHT.exact);
    return one([exact, ...begun.filter((group) => group !== exact[0] && word.length > 2).map((group) => [group, WEIGHT.begunToo])], lexicon.misspelt[word]);
  }
  if (begun.length) return one(begun.map((group) => [group, WEIGHT.begun]));
  const inflected = lexicon.inflected(word);
  if (inflected) return one([known(inflected, WEIGHT.inflected)]);
  const two = (parts) => ({ parts: parts.map((part) => ({ word: part, groups: [known(part, WEIGHT.exact)] })), meant: parts.join(" ") });
  const split = lexicon.split(word);
  if (split) return two(split);
  const near = lexicon.nearest(word);
  if (near.length) return one(near.map((form) => known(form, WEIGHT.mended)), near[0]);
  const mended = lexicon.split(word, true);
  return mended ? two(mended) : one([]);
}

/** These groups with others that may stand for the first, each with the group that it stands for. A word that stands nowhere gives way to them. */
function withStandIns(groups, lexicon) {
  const [first] = groups;
  const others = (first && lexicon.alike[first[0]]) || [];
  if (!others.length) return groups;
  const isNowhere = lexicon.frequency[first[0]] === 0;
  const standing = others.map((group) => [group, first[1] * (isNowhere ? WEIGHT.inStead : WEIGHT.alike), first[0]]);
  return isNowhere ? [...standing, ...groups.slice(1)] : [...groups, ...standing];
}
