// Whether a query speaks of suicide, self-harm, violence or despair. In doubt it does: help comes first.
"use strict";

const MOST_BETWEEN = 5; // words between two words of a line, where the query names a topic beside it
const EDGE = "."; // in a line: the query begins or ends here
const TOPIC = "TOPIC"; // in a line: any word that names a topic of the library
const MOST_LETTERS = 6; // by which a misspelt word may differ from the one meant
const QUESTION = new Set("how what whats when where which who can could do does did is are".split(" ")); // seldom asked of oneself alone
const ASKING = new Set("why am was were will would should".split(" "));
const SAYING = new Set("is are was were be been will would must has isnt wasnt wont its thats theres".split(" ")); // what makes a sentence of words
const A_STRANGER_IN = 5; // words of a sentence about people one may be any word
const LETTER_OF = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", "!": "i", "|": "i", "@": "a", $: "s", "*": "" };
const SIGNS = /[\p{L}\d!|@$*]*[\d!|@$*]\p{L}[\p{L}\d!|@$*]*|\p{L}[\p{L}!|@$*]*[1345]+(?![\p{L}\d])/gu; // words with a sign that may stand for a letter
const SPELT = /(?<!\p{L})(?:\p{L}[\s.-]+){2,}\p{L}(?!\p{L})/gu; // a word spelt letter by letter
const LONG = 7; // letters from which a word may hold two slips, or begin with a wrong one

/** A line is a list of sets: the words that may stand in each of its places. */
class Distress {
  constructor({ groups, always, unlessTopic, harmless, names }, lexicon) {
    const asLine = (line) => line.split(" ").map((place) => new Set(place.split("/").flatMap((choice) => (choice !== TOPIC && groups[choice]) || [choice])));
    Object.assign(this, { always: always.map(asLine), unlessTopic: unlessTopic.map(asLine), harmless: harmless.map(asLine), lexicon });
    this.spoken = [...new Set([...[...this.always, ...this.unlessTopic].flat().flatMap((place) => [...place]), ...(groups.PLAIN ?? [])])];
    this.plain = new Set(groups.PLAIN); // words that name no topic
    this.topics = new Set(groups.TOPIC); // words that do, although no page has them in its name
    this.people = new Set([...(groups.ME ?? []), ...(groups.THEY ?? [])]);
    this.names = new Set(names); // of pages, without a word that names a topic: "feeling low"
    this.vocabulary = new Set([...this.spoken, ...lexicon.stop]);
    this.letters = this.spoken.map(lettersOf);
    this.forget();
  }

  /** What was learnt of words holds only until more words are known. */
  forget() {
    this.named = new Map(); // whether a word names a topic
    this.heard = new Map(); // the words of distress that a word may be
  }

  /** Whether a text holds the words of a line, in their order, apart from sayings that only sound so. */
  isIn(text) {
    const words = tokens(text), spoken = this.withoutHarmless(words);
    const told = [spoken, this.undisguised(text)];
    const readings = [...told, spoken.flatMap((word) => this.unglued(this.isKnown(word) ? word : spelled(word))), this.glued(spoken)];
    const different = [...new Map(readings.map((reading) => [reading.join(" "), reading])).values()]; // most are the same
    return different.some((reading) => this.isHeardIn(reading)) || told.some((reading) => this.isOfPeople(reading, words.length));
  }

  /** Whether somebody tells of people and of nothing else: no topic, hardly a word that is not one of people's, and no question. */
  isOfPeople(words, typed) {
    const strangers = words.filter((word) => !this.vocabulary.has(word) && !this.meant(word).size).length;
    const isSentence = words.length > (words.length < typed ? 3 : 2) && strangers * A_STRANGER_IN <= (ASKING.has(words[0]) ? 0 : words.length);
    const isOfSomeone = words.some((word) => this.people.has(word)) || (words.length > 3 && !strangers && words.some((word) => SAYING.has(word))); // "tonight is the night"
    return isSentence && isOfSomeone && !QUESTION.has(words[0]) && !words.some((word) => this.isTopic(word));
  }

  /** The words of a text with letters for the signs that stand for them ("su1c!de"), and with spelt ones joined ("k m s"). */
  undisguised(text) {
    const plain = text.replace(SIGNS, (word) => (this.lexicon.groups.has(word.toLowerCase()) ? word : word.replace(/./gu, (sign) => LETTER_OF[sign] ?? sign)));
    return this.withoutHarmless(tokens(plain.replace(SPELT, (letters) => letters.replace(/[\s.-]/g, ""))));
  }

  isHeardIn(words) {
    const isClose = (_, count) => count <= MOST_BETWEEN;
    const isMeant = (word, place) => place.has(word) || [...this.meant(word)].some((choice) => place.has(choice));
    const topics = words.filter((word) => this.isTopic(word));
    const isAlone = (line) => topics.every((word) => line.some((place) => isMeant(word, place)));
    return (
      this.always.some((line) => find(line, words, isClose, isMeant)) ||
      [...this.always, ...this.unlessTopic].some((line) => isAlone(line) && find(line, words, () => true, isMeant))
    );
  }

  /** Whether a word names a topic of the library, perhaps by a word that stands for it, inflected or misspelt. */
  isTopic(word) {
    if (!this.named.has(word)) this.named.set(word, this.topics.has(word) || (!this.vocabulary.has(word) && [...this.topics].some((topic) => isInflected(word, topic))) || this.isTopicOfPages(word));
    return this.named.get(word);
  }

  isTopicOfPages(word) {
    const { lexicon } = this;
    if (lexicon.stop.has(word) || this.plain.has(word)) return false;
    const isPeoples = this.meant(word).size > 0;
    const known = lexicon.groups.has(word) ? word : isPeoples ? undefined : (lexicon.inflected(word) ?? lexicon.within(word, slips(word) - 1)[0]?.[0]);
    const group = lexicon.groups.get(known);
    const standsFor = lexicon.frequency[group] || isPeoples ? [] : (lexicon.alike[group] ?? []);
    return [group, ...standsFor].some((each) => lexicon.topics.has(each));
  }

  /**
   * The words of a call for help by which other pages may still be found, as typed: "depression".
   * Nobody who wants to die is to be shown a page on diets, or on what kills bacteria. All words where they are a page's name.
   */
  beside(words, typed) {
    if (this.names.has(typed.join(" "))) return words;
    const own = words.map(({ word, groups }) => ({ word, groups: groups.filter(([, weight]) => weight >= WEIGHT.inflected) }));
    return own.filter(({ word, groups: [first] }) => first && !this.vocabulary.has(word) && !this.lexicon.faint.has(first[0]));
  }

  /** A query without what is said in jest or of microbes: "dying to know", "bacteria die". */
  withoutHarmless(words) {
    const isSmall = (word) => this.lexicon.stop.has(word);
    const isSame = (word, place) => place.has(word) || (place.has(TOPIC) && this.isTopic(word));
    for (const line of this.harmless) {
      const place = find(line, words, isSmall, isSame);
      if (place) return this.withoutHarmless(words.toSpliced(place[0], place[1] - place[0]));
    }
    return words;
  }

  /** The words that are written as one: "endmylife". Itself where it is a word or they are not words of distress. */
  unglued(word) {
    if (word.length < LONG || this.isKnown(word)) return [word];
    const isOwn = (part) => this.vocabulary.has(part) || (part.length > 4 && [...this.meant(part)].some((choice) => choice.length > 4 && distance(part, choice, 1) < 2));
    return parted(word, (part) => this.vocabulary.has(part)) ?? parted(word, isOwn) ?? [word];
  }

  /** Neighbours that are one word of distress, joined: "no one", "sui cide". Two slips would join too much: "have less" is not "hopeless". */
  glued(words) {
    const names = this.always.filter((line) => line.length === 1).flatMap(([place]) => [...place]).filter((name) => name.length >= LONG);
    const isOne = (word) => this.spoken.includes(word) || names.some((name) => Math.abs(word.length - name.length) < 2 && distance(word, name, 1) < 2);
    const joined = [];
    for (const word of words) {
      const before = joined[joined.length - 1];
      if (before && before !== "a" && isOne(before + word)) joined[joined.length - 1] += word;
      else joined.push(word);
    }
    return joined;
  }

  /** Whether a word, or that of which it is the plural, is one of the library's or of people's. */
  isKnown(word) {
    return [word, word.replace(/e?s$/, "")].some((form) => this.lexicon.groups.has(form) || this.vocabulary.has(form) || this.topics.has(form));
  }

  /** The words of distress that a word may be, perhaps inflected or misspelt. */
  meant(word) {
    if (!this.heard.has(word)) {
      const letters = lettersOf(word);
      const isDrawnOut = (choice, i) => letters === this.letters[i] && choice.length > 2 && unrepeated(word) === unrepeated(choice); // "diieee"
      const isNear = (choice, i) => ones(letters ^ this.letters[i]) <= MOST_LETTERS && (isDrawnOut(choice, i) || isMisspelt(word, choice));
      const same = this.spoken.filter((choice) => word === choice || isInflected(word, choice));
      this.heard.set(word, new Set(same.length || this.isKnown(word) ? same : this.spoken.filter(isNear)));
    }
    return this.heard.get(word);
  }
}

/** [first, end] of the words of a line in a text, or undefined. */
function find(line, text, mayStandBetween, isSame) {
  const words = [EDGE, ...text, EDGE];
  for (let start = 0; start < words.length; start++) {
    const end = endOf(line, words, start, mayStandBetween, isSame);
    if (end > 0) return [Math.max(0, start - 1), Math.min(text.length, end - 1)];
  }
}

function endOf(line, words, start, mayStandBetween, isSame) {
  let at = start;
  for (const [i, place] of line.entries()) {
    const isNext = i === 0 || isEdge(place) || isEdge(line[i - 1]);
    for (let between = 1; ; between++, at++) {
      if (at >= words.length) return -1;
      if (isSame(words[at], place) && (words[at] !== EDGE || between === 1)) break;
      if (isNext || !mayStandBetween(words[at], between)) return -1;
    }
    at++;
  }
  return at;
}

function isEdge(place) {
  return place.size === 1 && place.has(EDGE);
}

/** A word without what stands for a sound: "every1", "2nite", "ova". */
function spelled(word) {
  return word.replace(/^nt$/, "not").replace(/(?<=\p{L})8/u, "ate").replace(/(?<=\p{L})1$/u, "one").replace(/^2(?=\p{L})/u, "to").replace(/^4(?=\p{L})/u, "for").replace(/(?<=\p{L}{2})a$/u, "er");
}

/** A word cut into parts that are all words, the longest first, or undefined. */
function parted(word, isWord) {
  if (!word) return [];
  for (let length = word.length; length; length--) {
    const rest = isWord(word.slice(0, length)) && parted(word.slice(length), isWord);
    if (rest) return [word.slice(0, length), ...rest];
  }
}

function isInflected(word, choice) {
  return choice.length > 4 && word.startsWith(choice) && ENDINGS.includes(word.slice(choice.length));
}

/** Short words may have letters swapped or repeated, longer ones slips; all but the shortest may be written as they sound. */
function isMisspelt(word, choice) {
  const most = choice.length > LONG ? 2 : 1;
  const isSameStart = word[0] === choice[0];
  if (word.length < 3 || choice.length < 3 || Math.abs(word.length - choice.length) > most + 1) return false;
  if (!isSameStart && choice.length < LONG) return choice.length < 5 && isSwapped(word, choice);
  if (choice.length < 5) return isSwapped(word, choice) || (sound(word) === sound(choice) && distance(word, choice, 1) < 2);
  if (isSameStart && sound(word) === sound(choice) && distance(word, choice, 3) <= choice.length / 2 - 1) return true;
  return distance(word, choice, most) <= (isSameStart ? most : most - 1);
}

/** Whether two words of the same length differ in two neighbours alone that changed places. */
function isSwapped(word, other) {
  return word.length === other.length && [...word].sort().join() === [...other].sort().join() && distance(word, other, 1) === 1;
}
