/** One way to break the good fixture for each rule of the check. */

export interface Break {
  readonly code: string;
  readonly why: string;
  /** Relative to the content folder. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** More replacements that one fault needs. */
  readonly and?: readonly (readonly [string, string])[];
  /** Words on the line that the finding must name, in the broken file. */
  readonly on: string;
  /** The finding is about another file than the one that was broken. */
  readonly findingIn?: string;
  readonly isWarning?: boolean;
}

export const LOG = "concepts/storage/write-ahead-log.yaml";
export const CHECKPOINT = "concepts/storage/checkpoint.yaml";
const PLAN = "plans/one-day.yaml";
const LABS_MAP = "labs-map.yaml";
const ALIASES = "aliases.yaml";
export const LAB = "labs/unique-ids/lab.yaml";
const BRIEF = "labs/unique-ids/brief.md";
const SCENARIO = "interviews/one-journal.yaml";

/** Breaks the log file by replacing one text; the finding is on a line with `on`, or with the replacement. */
const inLog = (code: string, why: string, from: string, to: string, on = to): Break => ({ code, why, file: LOG, from, to, on });
const inFile = (file: string, code: string, why: string, from: string, to: string, on = to): Break => ({ code, why, file, from, to, on });
/** Breaks one file so that the fault shows in another, on a line of its own. */
const shownIn = (findingIn: string, fault: Break): Break => ({ ...fault, findingIn });
const asWarning = (fault: Break): Break => ({ ...fault, isWarning: true });

const SHAPE: Break[] = [
  inLog("E0.yaml", "a key twice", "kind: pattern", "kind: pattern\nkind: model", "kind: model"),
  inLog("E0.yaml", "a text that is not closed", 'quoted: "With a log', 'quoted: "With" a log', 'quoted: "With" a log'),
  inLog("E1.field", "an unknown field of the file", "tier: core", "tier: core\nauthor: me", "author: me"),
  inLog("E1.field", "an unknown field of a card", "compare: number", "compare: number\n    hint: x", "hint: x"),
  inLog("E1.field", "an unknown field of an option", "{ id: lost, text", "{ id: lost, hint: x, text", "hint: x"),
  inLog("E1.field", "a field missing at the top", "title: Write-ahead log\n", "", "id: write-ahead-log"),
  inLog("E1.field", "a field missing in an exercise", "    explain: \"Append, then flush. After the flush the answer and the page may come in either order.\"\n", "", "- id: write-ahead-log.x-order"),
  inLog("E1.value", "a value of the wrong kind", "difficulty: 2\n    minutes: 2\n    skill: analyse", "difficulty: 9\n    minutes: 2\n    skill: analyse", "difficulty: 9"),
  inLog("E1.type", "a type of exercise that does not exist", "type: match", "type: essay"),
  inLog("E1.name", "an id that is not the file's name", "id: write-ahead-log\n", "id: journal\n", "id: journal"),
  inLog("E1.title", "a title that is too long", "title: What survives the crash?", `title: "${"What survives the crash? ".repeat(3)}"`, "What survives"),
  inLog("E1.note", "a list in the note", "and a full disk stops every write.", "and more.\n\n  - A full disk stops every write, of course.", "- A full disk"),
  {
    ...inLog("E1.note", "a note that is too short", "  lost changes repeated. It matters because appending to one file is far cheaper than writing pages all over the disk,\n  and because replicas can be fed from the same log. It fails when the flush is skipped or answered too early by a\n", "", "note: |"),
    and: [["  disk with a volatile cache: then a confirmed write can vanish. It also grows without end unless checkpoints allow\n", ""]],
  },
  inFile(CHECKPOINT, "E1.count", "too few cards for the tier", "tier: reference", "tier: standard", "cards:"),
  shownIn(CHECKPOINT, inFile("inventory.json", "E1.tier", "a tier below what the list asks", '"order":3,"suggestedCards":1', '"order":3,"suggestedCards":2')),
  inLog("E1.prompt", "a prompt that is too short", "Match each failure to the thing that brings the confirmed writes back.", "Match each failure to its thing."),
  inLog("E1.explain", "an explanation that is too short", "Append, then flush. After the flush the answer and the page may come in either order.", "Append, then flush."),
];

const IDS_AND_GRAPH: Break[] = [
  inLog("E2.form", "an id that is no kebab word", "{ id: lost, text", "{ id: Lost_It, text", "Lost_It"),
  inLog("E2.form", "an id of another concept", "  - id: write-ahead-log.x-match", "  - id: journal.x-match", "journal.x-match"),
  inLog("E2.twice", "two exercises with one id", "- id: write-ahead-log.x-needs", "- id: write-ahead-log.x-what-survives", "  - id: write-ahead-log.x-what-survives"),
  inFile(CHECKPOINT, "E3.row", "a kind that is not the list's", "kind: pattern", "kind: metric"),
  inFile(CHECKPOINT, "E3.requires", "prerequisites that are not the list's", "requires: [write-ahead-log]", "requires: []"),
  inFile(CHECKPOINT, "E3.requires", "a prerequisite that does not exist", "requires: [write-ahead-log]", "requires: [write-ahead-log, nothing]\nrequiresChanged: It needs nothing too.", "requires: [write-ahead-log, nothing]"),
  inLog("E3.cycle", "a circle of prerequisites", "requires: [fsync]", "requires: [write-ahead-log]\nrequiresChanged: It needs itself.", "requires: [write-ahead-log]"),
  inLog("E3.versus", "a contrast with nothing", "    role: caution\n", "    role: contrast\n    versus: nothing\n", "versus: nothing"),
  inLog("E3.cards", "a card that is not there", "cards: [write-ahead-log.order-of-writes]", "cards: [write-ahead-log.nothing]"),
];

const SOURCES: Break[] = [
  inLog("E4.cite", "a reference that is not there", "    arithmetic: true\n    cite: gray-reuter-1992", "    arithmetic: true\n    cite: nobody-1999", "cite: nobody-1999"),
  inFile(CHECKPOINT, "E4.unused", "a reference that nothing cites", "checked: record }", "checked: record }\n    - { id: extra-2001, type: book, authors: [A], year: 2001, title: B, venue: C, where: D, url: \"https://example.org/e\", checked: none }", "extra-2001"),
  inLog("E4.ref", "a year that is not over", "year: 1992", "year: 2031"),
  inLog("E4.ref", "an address that is not https", 'url: "https://example.org/gray-reuter"', 'url: "ftp://example.org/gray-reuter"'),
  inFile(CHECKPOINT, "E4.ref", "neither doi nor url", ', doi: "10.1145/128765.128770"', "", "aries-1992"),
  inFile(CHECKPOINT, "E4.ref", "something that is no DOI", "10.1145/128765.128770", "doi:10.1145/128765.128770"),
  inLog("E4.seen", "read, and not said where", ', seen: "https://example.org/quotation"', "", "checked: quoted"),
  inFile(CHECKPOINT, "E4.seen", "not read, and said where", "checked: record", 'checked: record, seen: "https://example.org/x"'),
  inLog("E4.doc", "a document without an entry", '    - { doc: "000", at: [L3], verdict: simplified, says: "Names the log as the place of truth." }\n', '    []\n', "documents:"),
  inFile(CHECKPOINT, "E4.doc", "an entry for a document that does not mention it", "documents: []", 'documents: [{ doc: "001", at: [L1], verdict: right, says: "Says a thing about checkpoints." }]'),
];

const COPYING: Break[] = [
  inLog("E5.copied", "eight words of a source document", "then a confirmed write can vanish.", "then the *brown* fox jumps, over the lazy dog.", "the *brown* fox"),
  inFile(PLAN, "E5.copied", "eight words of a source document in a plan", "goal: Say what a checkpoint makes short.", "goal: Say why the brown fox jumps over the lazy dog."),
  shownIn(LOG, inFile(CHECKPOINT, "E5.repeated", "twelve words of another file", "It replays only what came after the last checkpoint.", "Recovery reads the log from the last checkpoint and repeats the changes whose pages were missing.")),
];

const WHY_FRONT = "Why does a database write each change to the **log** first, although that doubles the writes?";

const CARDS: Break[] = [
  inLog("E6.front", "a front that is too short", WHY_FRONT, "Why a log?"),
  inLog("E6.yesno", "a front for yes or no", WHY_FRONT, "Does a database write each change to the **log** first of all?"),
  inLog("E6.enumeration", "a front that asks for a list", WHY_FRONT, "A database has a **log**: name the reasons why it writes to it first."),
  inLog("E6.negative", "a front that asks for what does not hold", WHY_FRONT, "Which writes go to the **log** first, except those of the log itself?"),
  inLog("E6.why", "a why that is too short", "It lets a commit wait for one flush only.", "One flush."),
  inLog("E6.back", "a back that is too long", "Appending is **one sequential write** and one flush.", `Appending is **one write**${", again and again".repeat(20)}.`, "Appending is **one write**"),
  inLog("E6.list", "a list in the back", 'back: "**100**: one second holds a hundred flushes of 10 ms."', 'back: "- **100**: one second holds a hundred flushes of 10 ms."'),
  inLog("E6.leak", "a cloze whose answer stands beside it", "The **log rule**: a change", "The **log rule** of the record: a change"),
  inLog("E6.cloze", "two blanks", "a change reaches the data file", "a {{change}} reaches the data file"),
  inLog("E6.accept", "a number that is none", 'accept: ["100"]', 'accept: ["a hundred"]'),
  inLog("E6.steps", "a step that is too short", '"The log is flushed to disk."', '"Wait"', "steps:"),
  inLog("E6.contrast", "a contrast with nobody", "    role: caution\n", "    role: contrast\n", "- id: write-ahead-log.disk-gone"),
  inLog("E6.number", "a number without its meaning", '    why: "It decides whether commits must share a flush."\n', "", "- id: write-ahead-log.flushes-per-second"),
  inFile(CHECKPOINT, "E6.number", "a number from a reference that was not read", "role: fact", 'role: number\n    why: "It decides how long a restart takes."', "cite: aries-1992"),
  inLog("E6.mix", "no card that tells apart", "    role: caution\n", "    role: failure\n", "cards:"),
  shownIn(LOG, inFile(CHECKPOINT, "E6.twin", "a front that another card has", "A database takes **checkpoints** twice as often. Which duration does that cut, and why?", "Why does a database write each change to its **log** first, although that doubles all the writes?")),
];

const QUESTIONS: Break[] = [
  inLog("E7.stem", "a phrase that nobody can answer covered", "What does a restart find?", "Which of the following does a restart find?"),
  inLog("E7.stem", "a negative stem", "What does a restart find?", "What does a restart find, except for the log?"),
  inFile(CHECKPOINT, "E8.count", "too few options", '      - { id: crash, text: "From the moment of the crash", say: "Nothing was written after that moment. What is missing from the data files came before it." }\n', "", "options:"),
  inLog("E8.unique", "two options that say the same", "The old value, since no page was written", "The change, repeated from the log", "options:"),
  inLog("E8.right", "two right options", "{ id: lost, text", "{ id: lost, right: true, text", "options:"),
  inLog("E8.length", "a right option that is the longest by far", "The change, repeated from the log", "The change as it was, repeated from the log in recovery", "options:"),
  inLog("E8.say", "words that give a verdict", "The pages are old, but the log is read first and repeats what they lack.", "Wrong: the log is read first and repeats what they lack."),
  inLog("E8.say", "no words for a distractor", ', say: "No page was being written, and a log that is flushed holds the record whole." }', " }", "id: half"),
  asWarning(inLog("E8.absolute", "never in a distractor alone", "The old value, since no page was written", "The old value, as the page never changed", "options:")),
  inLog("E9.items", "two items with one id", "- { id: page, text: \"The page is written\" }", "- { id: page, text: \"The page is written\" }\n      - { id: page, text: \"The page is written again\" }", "items:"),
  inLog("E9.pair", "a pair with a stranger", "[flush, page]]", "[flush, page], [flush, lock]]", "before:"),
  inLog("E9.cycle", "pairs in a circle", "[flush, page]]", "[flush, page], [page, flush]]", "before:"),
  asWarning(inLog("E9.chain", "one right order only", "[flush, page]]", "[flush, page], [answer, page]]", "before:")),
  inLog("E9.mistake", "a mistake that breaks no pair", "{ when: [answer, flush]", "{ when: [flush, answer]"),
  {
    ...inLog("E10.count", "too few left sides", '      - { id: slip, text: "Somebody deletes a table" }\n', "", "left:"),
    and: [
      ["slip: backup }", "}"],
      ['      - { id: backup, text: "A backup of yesterday" }\n', ""],
      ["{ left: slip, right: replica", "{ left: crash, right: replica"],
    ],
  },
  inLog("E10.pair", "a left side without a partner", "disk: replica, slip: backup }", "disk: replica, slip: backup, fire: backup }", "pairs:"),
  inLog("E10.decoy", "nobody's partner, and no decoy", "{ id: cache, text: \"The cache of the page\", decoy: true, say: \"A cache is memory: it is gone with the process.\" }", "{ id: cache, text: \"The cache of the page\" }"),
  inLog("E10.mistake", "a mistake that is right", "{ left: slip, right: replica", "{ left: slip, right: backup"),
];

const TEXTS_WITH_BLANKS: Break[] = [
  inLog("E8.case", "a case that is too short", "Each order may wait 50 ms, and an order that was confirmed must never be lost. The machine\n      has plenty of memory and no second disk. What should the shop do first?", "What next?", "prompt: |"),
  inLog("E8.right", "no best plan", "{ id: group, score: 1,", "{ id: group, score: 0.5,", "options:"),
  inLog("E18.text", "a text that is too short", "A page may be written only [[when]] the record of its change is on disk. A commit is confirmed once its record is [[state]].", "Only [[when]], and [[state]].", "text:"),
  inLog("E18.blanks", "a blank without a filling", "once its record is [[state]].", "once its [[thing]] is [[state]].", "text:"),
  inLog("E18.blanks", "a filling without a blank", "once its record is [[state]].", "once its record is safe there.", "state:"),
  inLog("E18.choices", "a choice that is no plain text", '{ id: after, right: true, text: "after" }', '{ id: after, right: true, text: "*after*" }', "choices:"),
  inLog("E18.leak", "an answer in the rest of the text", "once its record is [[state]].", "once its record is flushed, that is [[state]].", "state:"),
  inLog("E18.mistake", "a mistake that is accepted", 'given: ["appended"]', 'given: ["on disk"]'),
];

const GENERATED: Break[] = [
  inLog("E12.generator", "a generator that does not exist", "name: lru-lfu", "name: lru"),
  inLog("E12.params", "a setting that the generator does not have", "capacity: [3, 3] }", "size: [3, 3] }", "generator:"),
  inLog("E12.params", "settings under which nothing can be asked", "capacity: [3, 3] }", "capacity: [4, 4], accesses: [6, 3] }", "generator:"),
  inLog("E12.worked", "a value that is not the oracle's", "hits: 2, evicted", "hits: 3, evicted"),
  inLog("E12.worked", "a cell that is missing", "hits: 2, evicted", "evicted", "cells:"),
  inLog("E12.worked", "a cell too many", "hits: 2, evicted", "misses: 4, hits: 2, evicted"),
  inLog("E12.worked", "a world of another generator", "accesses: [{ key: A", "calls: [{ key: A", "world:"),
  inLog("E12.mutants", "a mutant that does not exist", "name: writes-only", "name: reads-only"),
];

const WORDS_AND_FIGURES: Break[] = [
  inLog("E14.model", "a model answer without an idea", "and to append there is cheap, since", "and to append there is quick, since", "model:"),
  inLog("E14.model", "a model answer that makes a false claim", "so a confirmed change is never lost.", "so the log is a backup.", "model:"),
  inLog("E20.length", "a hint that is too long", "What does a restart read before it looks at the pages?", `${"What does a restart read before the pages? ".repeat(5)}`, "hints:"),
  inLog("E20.answer", "a hint that gives the right option", "The log was flushed. What does", "It is the change, repeated from the log. What does", "hints:"),
  inLog("E20.answer", "a hint that prints the number", "Each of these flushes carries {{group}} commits.", "Each carries {{group}} commits, so perhaps 2,000 in all."),
  inLog("E20.twice", "one hint twice", "Each of these flushes carries {{group}} commits.", "How many flushes of {{ms}} ms fit into one second?", "hints:"),
  inLog("E11.names", "a name in a hint that is not drawn", "Each of these flushes carries {{group}} commits.", "Each of these flushes carries {{size}} commits."),
  inLog("E16.figure", "an arrow to no box", "{ from: journal, to: leaf }", "{ from: journal, to: tree }", "figure:"),
  inLog("E16.figure", "two boxes of one name", "{ id: leaf, label: Page, column: 2, row: 0 }]", "{ id: leaf, label: Page, column: 2, row: 0 }, { id: leaf, label: Page, column: 2, row: 1 }]", "figure:"),
];

const DIAGRAMS: Break[] = [
  inLog("E13.palette", "a palette of ten kinds", "leaf: Page file }", "leaf: Page file, a: A, b: B, c: C, d: D, e: E, f: F, g: G }", "palette:"),
  inLog("E13.sheet", "rows and zones", "    columns: 2\n    zones:", "    columns: 2\n    rows: 3\n    zones:", "x-draw-the-way"),
  inLog("E13.must", "a requirement on a kind that cannot be drawn", "kind: journal, zone: disk-two", "kind: notebook, zone: disk-two", "own-disk"),
  inLog("E13.must", "a requirement on a zone that is not there", "kind: journal, zone: disk-two, points: 1", "kind: journal, zone: disk-three, points: 1", "own-disk"),
  inLog("E13.drawing", "a start beside the sheet", "{ id: l, kind: leaf, at: [1, 0] }", "{ id: l, kind: leaf, at: [1, 3] }"),
  inLog("E13.start", "a start that is right already", "{ id: l, kind: leaf, at: [1, 0] }], lines: [[p, l]] }", "{ id: l, kind: leaf, at: [1, 0] }, { id: j, kind: journal, at: [0, 2] }], lines: [[p, j], [j, l]] }"),
  inLog("E13.accepted", "an accepted drawing that is not right", "lines: [[p, j], [j, l]] }", "lines: [[p, j], [p, l]] }"),
  inLog("E13.accepted", "two accepted drawings that are alike", ", { id: m, kind: leaf, at: [1, 1] }], lines: [[p, j], [j, l], [j, m]] }", "], lines: [[p, j], [j, l]] }", "accepted:"),
  inLog("E8.say", "a requirement without words", ', say: "Both on one disk are lost with that disk, and share its arm." }', ', say: "Both." }', "own-disk"),
];

const HOTSPOTS: Break[] = [
  inLog("E19.parts", "parts that the figure does not have", "among: boxes", "among: messages"),
  inLog("E19.parts", "an answer that is not in the figure", "right: [platter]", "right: [paper]"),
  inLog("E19.parts", "a mistake that is not in the figure", "{ part: screen,", "{ part: printer,"),
  inLog("E19.parts", "words for one wrong part of two", '\n      - { part: screen, say: "Whoever reads it there may remember it; the machine will not." }', "", "mistakes:"),
  inLog("E8.say", "a mistake with a verdict", 'say: "Memory forgets with the power', 'say: "Wrong: memory forgets with the power', "part: buffer"),
];

const NUMBERS: Break[] = [
  inLog("E11.expression", "an expression that does not parse", 'let: { flushes: "1000 / ms" }', 'let: { flushes: "1000 / (ms" }'),
  inLog("E11.expression", "a name that nobody drew", '{ value: "flushes * group", unit', '{ value: "flushes * groups", unit'),
  inLog("E11.mistakes", "too few mistakes", '      - { value: "ms * group", say: "Milliseconds times commits is no rate: divide the second by the flush." }\n', "", "mistakes:"),
  inLog("E11.unit", "the asked unit twice", 'also: { "commits/ms": 1000 }', 'also: { "commits/s": 1000 }'),
  inLog("E11.names", "a name in the prompt that is not drawn", "each flush carries **{{group}}** commits", "each flush of {{size}} carries **{{group}}** commits"),
  inLog("E11.names", "a drawn name that is not used", "group: { integer: [2, 40] } }", "group: { integer: [2, 40] }, disks: { integer: [1, 9] } }"),
  inLog("E11.magnitude", "an answer that cannot be printed", '{ value: "flushes * group", unit', '{ value: "flushes * group * 10 ^ 15", unit'),
  inLog("E11.collision", "a mistake that earns full credit", '- { value: "flushes", say', '- { value: "flushes * (group + 0.01)", say', "flushes * (group + 0.01)"),
  inLog("E11.variety", "too few variants", "ms: { choice: [2, 4, 5, 8, 10, 20] }, group: { integer: [2, 40] }", "ms: { choice: [2, 4] }, group: { integer: [5, 20] }"),
  inLog("E11.where", "a condition that hardly any draw meets", 'where: ["group != ms"]', 'where: ["group == 41"]'),
];

const TEXTS: Break[] = [
  ["E15.path", "See /home/somebody/notes for more."],
  ["E15.mail", "Write to somebody@example.org about it."],
  ["E15.todo", "TODO check this again."],
  ["E15.emoji", "A full disk is a sad disk \u{1F642} indeed."],
  ["E15.exclamation", "So beware of full disks!"],
  ["E15.person", "This is what I think of it."],
  ["E15.rot", "It is currently the common way."],
  ["E16.katex", "The cost is $\\frac{1$ of a flush."],
  ["E16.markdown", "It is <b>bold</b> to say so."],
  ["E16.markdown", "See ![a log](https://example.org/log.png) here."],
  ["E16.link", "See [the log](http://example.org/log) here."],
  ["E16.code", "For example:\n\n  ```\n  append(record)\n  ```"],
  ["E16.fence", "For example:\n\n  ```ts\n  append(record)"],
].map(([code, text]) => {
  const [first = ""] = (text as string).split("\n");
  const on = code === "E16.code" ? "append(record)" : code === "E16.fence" ? "```ts" : first;
  return inLog(code as string, first, "and a full disk stops every write.", `and a full disk stops every write.\n  ${text as string}`, on);
});

const CAUTIONS: Break[] = [
  shownIn(CHECKPOINT, inFile("inventory.json", "E17.caution", "a caution of the list that is not answered", '"requires":["write-ahead-log"],"documents":[],"caution":null', '"requires":["write-ahead-log"],"documents":[],"caution":"A checkpoint is no backup."')),
  inLog("E17.caution", "a quoted sentence that is too short", 'quoted: "With a log nothing can be lost."', 'quoted: "No loss."'),
  inLog("E17.taught", "taught by something that is not there", "taught: [write-ahead-log.disk-gone, write-ahead-log.x-what-survives]", "taught: [write-ahead-log.disk-gone, write-ahead-log.x-nothing]"),
  inLog("E17.taught", "taught by an exercise alone", "taught: [write-ahead-log.disk-gone, write-ahead-log.x-what-survives]", "taught: [write-ahead-log.x-what-survives]"),
];

const LISTS: Break[] = [
  inFile(PLAN, "P1.name", "a plan whose id is not its file's name", "id: one-day", "id: two-days"),
  inFile(PLAN, "P2.days", "a day left out", "day: 2", "day: 3"),
  inFile(PLAN, "P3.concept", "a concept that does not exist", "concepts: [checkpoint]", "concepts: [savepoint]"),
  inFile(PLAN, "P3.concept", "a concept on two days", "concepts: [checkpoint]", "concepts: [write-ahead-log]"),
  inFile("topics.yaml", "L1.topics", "a topic twice", "id: other", "id: storage", "id: storage"),
  inFile(LABS_MAP, "LM1.themes", "a theme of the inventory without a row", '- { theme: lab-disk, none: "Every lab that crashes nodes has a disk of its own." }\n', "", "lab-ids"),
  inFile(LABS_MAP, "LM2.exists", "a lab that does not exist", "labs: [unique-ids]", "labs: [unique-names]"),
  inFile(LABS_MAP, "LM2.exists", "a generator that does not exist", "generators: [lamport-fill]", "generators: [lamport-spill]"),
  inFile(LABS_MAP, "LM3.none", "a reason beside a lab", "labs: [unique-ids], generators: [lamport-fill]", 'labs: [unique-ids], none: "There is no lab for it at all."'),
  inFile(ALIASES, "AL1.concept", "words of a concept that does not exist", "checkpoint: {", "savepoint: {"),
  inFile(ALIASES, "AL2.once", "a word that is a concept's title", "redo log", "Checkpoint"),
  inFile(ALIASES, "AL3.covers", "a word that the concept does not speak of", "[log rule]", "[group commit]"),
  inFile("inventory.json", "L2.inventory", "one place for two concepts", '"order":3', '"order":2', "{"),
];

const LABS: Break[] = [
  inFile(LAB, "E1.field", "a lab without a summary", "summary: Three nodes hand out ids. No two of them may ever be the same, whatever happens.\n", "", "id: unique-ids"),
  inFile(LAB, "E1.value", "a seed that learners do not run", "seed: 2, why: \"It counts in memory", "seed: 65, why: \"It counts in memory"),
  inFile(LAB, "E1.value", "too few hints", "  - \"Count the starts on the disk.\"\n", "", "hints:"),
  inFile(LAB, "B1.name", "an id that is not the folder's name", "id: unique-ids", "id: broadcast"),
  {
    ...inFile(LAB, "B2.checks", "checks that are not those of the rules", "{ id: restarts, title", "{ id: reboots, title", "checks:"),
    and: [["{ program: two.ts, caughtBy: restarts", "{ program: two.ts, caughtBy: unique"], ["{ program: three.ts, caughtBy: restarts", "{ program: three.ts, caughtBy: unique"]],
  },
  inFile(LAB, "B2.points", "points that are not 100", "points: 40", "points: 45", "checks:"),
  inFile(LAB, "B3.topic", "a topic that does not exist", "topic: storage", "topic: discs"),
  inFile(LAB, "B3.concept", "a concept that does not exist", "concepts: [fsync, write-ahead-log]\nfaults", "concepts: [fsync, write-ahead-log, nothing]\nfaults", "nothing]"),
  inFile(LAB, "B3.concept", "a check about what the lab is not about", "concepts: [write-ahead-log, fsync]", "concepts: [checkpoint, fsync]"),
  inFile(LAB, "B4.caught", "a wrong program that no check catches", "caughtBy: sorted", "caughtBy: order"),
  inFile(LAB, "B5.gold", "a gold that is easier than its bar", "title: No id twice, ", "title: No id twice, measures: [{ figure: ids-twice, bar: 2, gold: 3 }], "),
  inFile(LAB, "B5.twice", "a figure with two bars", "title: No id twice, ", "title: No id twice, measures: [{ figure: ids-twice, bar: 2 }, { figure: ids-twice, bar: 3 }], "),
  inFile(LAB, "E4.ref", "a reference from the future", "year: 2023", "year: 2203"),
  inFile(LAB, "E15.exclamation", "a hint that shouts", "What do two nodes never share?", "Look at the nodes! What do they never share?"),
  inFile(BRIEF, "E15.rot", "a brief that dates", "Answer every", "Currently, answer every"),
  inFile(BRIEF, "E16.link", "a link of a brief that leads nowhere", "Answer every", "Read [this](this.html) and answer every"),
  inFile(BRIEF, "E5.copied", "a brief that copies", "Answer every", "The brown fox jumps over the lazy dog and answers every"),
];

const SCENARIOS: Break[] = [
  inFile(SCENARIO, "E1.field", "a scenario without a prompt", "prompt: Design the part of a small database that keeps confirmed changes when the power fails.\n", "", "id: one-journal"),
  inFile(SCENARIO, "E1.value", "a level that does not exist", "level: mid", "level: guru"),
  inFile(SCENARIO, "E1.value", "too few levels of a rubric line", ', "Also sizes the log between two checkpoints."]', "]", "levels:"),
  inFile(SCENARIO, "E1.value", "a line that brings no cards forward", 'and for whom."]\n    concepts: [write-ahead-log]', 'and for whom."]\n    concepts: []', "concepts: []"),
  inFile(SCENARIO, "S1.name", "an id that is not the file's name", "id: one-journal", "id: two-journals"),
  inFile(SCENARIO, "S1.topic", "a topic that does not exist", "topic: storage", "topic: discs"),
  inFile(SCENARIO, "S1.twice", "a label twice", '"A flush takes 10 ms"', '"200 commits a second"', "facts:"),
  inFile(SCENARIO, "S1.twice", "a dimension twice", "dimension: Durability", "dimension: Estimation", "rubric:"),
  inFile(SCENARIO, "S2.minutes", "phases that do not fill the time", "name: High level, minutes: 10", "name: High level, minutes: 12", "phases:"),
  inFile(SCENARIO, "S2.phase", "a follow-up from a phase that does not exist", "fromPhase: Sum up", "fromPhase: Deep dive"),
  inFile(SCENARIO, "S3.concept", "a deep dive about nothing", "concepts: [checkpoint]\n  - question", "concepts: [savepoint]\n  - question", "savepoint"),
  inFile(SCENARIO, "S3.concept", "a rubric line about nothing", "concepts: [fsync]", "concepts: [fsync, flushing]"),
  inFile(SCENARIO, "S4.value", "a wrong number", "value: 720", "value: 700"),
  inFile(SCENARIO, "S4.value", "a wrong unit prefix", "value: 6, unit: GB", "value: 6000, unit: GB"),
  inFile(SCENARIO, "E1.value", "a tolerance that lets anything through", "value: 720, unit: MB, tolerance: 0.01", "value: 720, unit: MB, tolerance: 0.5"),
  inFile(SCENARIO, "S4.formula", "a formula that does not parse", 'formula: "1000 / ms"', 'formula: "1000 / (ms"'),
  inFile(SCENARIO, "S4.formula", "a name without a value", 'formula: "1000 / ms"', 'formula: "1000 / ms * disks"'),
  inFile(SCENARIO, "S4.formula", "a number that is not finite", 'inputs: { ms: 10 }', 'inputs: { ms: 0 }'),
  inFile(SCENARIO, "S4.inputs", "an input that is not used", "inputs: { ms: 10 }", "inputs: { ms: 10, disks: 1 }"),
  inFile(SCENARIO, "S5.levels", "two levels that say the same", '"Also groups commits, and bounds the wait for it."', '"Flushes the log before the answer is sent."', "levels:"),
  inFile(SCENARIO, "S6.secret", "a hint that is in the task already", "Could two commits travel together?", "What keeps confirmed changes when the power fails?"),
  inFile(SCENARIO, "S7.prompt", "a task of three sentences", "keeps confirmed changes when the power fails.", "keeps confirmed changes. The power fails. It must not matter."),
  inFile(SCENARIO, "S7.plain", "Markdown in a hint", "Could two commits travel together?", "Could **two** commits travel together?"),
  inFile(SCENARIO, "E4.cite", "a deep dive that cites a stranger", "    cite: gray-reuter-1992", "    cite: [gray-reuter-1992, nobody-1999]"),
  inFile(SCENARIO, "E4.unused", "a reference that no deep dive cites", "    cite: gray-reuter-1992\n", "", "- { id: gray-reuter-1992"),
  inFile(SCENARIO, "E4.ref", "a reference from the future", "year: 1992", "year: 2092"),
  inFile(SCENARIO, "E4.seen", "read, and not said where", "checked: none", "checked: text"),
  inFile(SCENARIO, "E5.copied", "a rubric that copies", "Computes nothing at all all the time.", "Sees how the brown fox jumps over the lazy dog."),
  inFile(SCENARIO, "E5.repeated", "a mistake that a concept file has", "Never cutting the log: a restart then reads for hours.", "Recovery reads the log from the last checkpoint and repeats the changes whose pages were missing."),
  inFile(SCENARIO, "E15.rot", "a hint that dates", "Could two commits travel together?", "Could two commits currently travel together?"),
];

export const BREAKS: readonly Break[] = [...SHAPE, ...IDS_AND_GRAPH, ...SOURCES, ...COPYING, ...CARDS, ...QUESTIONS, ...TEXTS_WITH_BLANKS, ...GENERATED, ...WORDS_AND_FIGURES, ...DIAGRAMS, ...HOTSPOTS, ...NUMBERS, ...TEXTS, ...CAUTIONS, ...LISTS, ...LABS, ...SCENARIOS];
