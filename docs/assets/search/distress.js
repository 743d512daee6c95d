// Whether a query speaks of suicide, self-harm, violence or despair. In doubt it does: help comes first.
"use strict";

const MOST_BETWEEN = 3; // words between two words of a line
const EDGE = "."; // in a line: the query begins or ends here
const LONG = 7; // letters from which a word may hold two slips, or begin with a wrong one

class Distress {
  constructor({ phrases, harmless }, lexicon) {
    Object.assign(this, { phrases, harmless, lexicon });
    this.spoken = [...new Set(phrases.flat(2))];
    this.vocabulary = new Set([...this.spoken, ...lexicon.stop]);
    this.heard = new Map(); // words that were looked at already, each with the words of distress that it may be
  }

  /** Whether a query holds the words of a line, in their order, apart from sayings that only sound so. */
  isIn(words) {
    const spoken = this.withoutHarmless(words);
    const readings = [spoken, spoken.flatMap((word) => this.unglued(word)), this.glued(spoken)];
    const between = (_, count) => count <= MOST_BETWEEN;
    const isSame = (word, choice) => this.meant(word).has(choice);
    return readings.some((reading) => this.phrases.some((phrase) => find(phrase, reading, between, isSame)));
  }

  /**
   * The words of a call for help by which other pages may still be found, as typed: "my daughter", "depressed".
   * Nobody who wants to die is to be shown a page on diets, or on what kills bacteria.
   */
  beside(words) {
    const own = words.map(({ word, groups }) => ({ word, groups: groups.filter(([, weight]) => weight >= WEIGHT.inflected) }));
    return own.filter(({ word, groups: [first] }) => first && !this.vocabulary.has(word) && !this.lexicon.faint.has(first[0]));
  }

  /** A query without what is said in jest or of microbes: "dying to know", "bacteria die". */
  withoutHarmless(words) {
    for (const phrase of this.harmless) {
      const place = find(phrase, words, (word) => this.lexicon.stop.has(word), (word, choice) => word === choice);
      if (place) return this.withoutHarmless(words.toSpliced(place[0], place[1] - place[0]));
    }
    return words;
  }

  /** The words that are written as one: "endmylife". Itself where it is a word or they are not words of distress. */
  unglued(word) {
    if (word.length < LONG || this.vocabulary.has(word) || this.lexicon.groups.has(word)) return [word];
    const isOwn = (part) => this.vocabulary.has(part) || (part.length > 4 && [...this.meant(part)].some((choice) => choice.length > 4));
    return parted(word, isOwn) ?? [word];
  }

  /** Neighbours that are one word of distress, joined: "sui cide". Two slips would join too much: "have less" is not "hopeless". */
  glued(words) {
    const choices = this.phrases.filter((phrase) => phrase.length === 1).flat(2);
    const isOne = (word) => choices.some((choice) => choice.length >= LONG && Math.abs(word.length - choice.length) < 2 && distance(word, choice, 1) < 2);
    const at = words.findIndex((word, i) => i && isOne(words[i - 1] + word));
    return at < 0 ? words : words.toSpliced(at - 1, 2, words[at - 1] + words[at]);
  }

  /** The words of distress that a word may be, perhaps inflected or misspelt. */
  meant(word) {
    if (!this.heard.has(word)) {
      const isMisspeltHere = !this.lexicon.groups.has(word);
      this.heard.set(word, new Set(this.spoken.filter((choice) => word === choice || isInflected(word, choice) || (isMisspeltHere && isMisspelt(word, choice)))));
    }
    return this.heard.get(word);
  }
}

/** [first, end] of the words of a line in a text, or undefined. */
function find(phrase, text, mayStandBetween, isSame) {
  const words = [EDGE, ...text, EDGE];
  for (let start = 0; start < words.length; start++) {
    const end = endOf(phrase, words, start, mayStandBetween, isSame);
    if (end > 0) return [Math.max(0, start - 1), Math.min(text.length, end - 1)];
  }
}

function endOf(phrase, words, start, mayStandBetween, isSame) {
  let at = start;
  for (const [i, choices] of phrase.entries()) {
    const isClose = i === 0 || choices[0] === EDGE || phrase[i - 1][0] === EDGE;
    for (let between = 1; at < words.length && !choices.some((choice) => isSame(words[at], choice)); between++, at++) {
      if (isClose || !mayStandBetween(words[at], between)) return -1;
    }
    if (at++ >= words.length) return -1;
  }
  return at;
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
  return choice.length > 4 && word.startsWith(choice) && word.length - choice.length < 4;
}

/** Short words may have letters swapped or repeated, longer ones slips; long ones may be written as they sound. */
function isMisspelt(word, choice) {
  if (choice === EDGE || word.length < 3 || choice.length < 3) return false;
  if (choice.length < 5) return unrepeated(word) === unrepeated(choice) || isSwapped(word, choice);
  const most = choice.length < LONG ? 1 : 2;
  if (Math.abs(word.length - choice.length) > most + 1) return false;
  const away = distance(word, choice, most);
  if (choice.length >= LONG && word[0] === choice[0] && sound(word) === sound(choice)) return true;
  return away <= (word[0] === choice[0] ? most : most - 1);
}

function unrepeated(word) {
  return word.replace(/(.)\1+/g, "$1");
}

/** Whether two words of the same length differ in two neighbours alone that changed places. */
function isSwapped(word, other) {
  return word.length === other.length && [...word].sort().join() === [...other].sort().join() && distance(word, other, 1) === 1;
}

/** The consonants of a word as they sound: "suiside" and "suicide" are both "ssd". */
function sound(word) {
  return unrepeated(word.replace(/[cz]/g, "s")).replace(/[aeiouwy]/g, "");
}
