/** One small exercise of each type, for tests that need the domain and no content. */
import type { ClozeExercise } from "@/domain/exercises/cloze";
import type { DiagramExercise } from "@/domain/exercises/diagram/diagram";
import type { Box, Line } from "@/domain/exercises/diagram/drawing";
import type { FreeTextExercise } from "@/domain/exercises/free-text";
import type { HotspotExercise } from "@/domain/exercises/hotspot";
import type { TraceExercise } from "@/domain/exercises/trace";
import type {
  Exercise,
  MatchExercise,
  McqExercise,
  MultiExercise,
  NumericExercise,
  OrderExercise,
  ScenarioExercise,
} from "@/domain/exercises/exercise";

const base = {
  title: "A title",
  prompt: "A prompt of some length",
  difficulty: 2,
  minutes: 2,
  skill: "apply" as const,
  cards: ["c.card"],
  cite: ["ref-2001"],
  explain: "The secret road to the answer.",
};

export const mcq: McqExercise = {
  ...base,
  id: "c.x-mcq",
  type: "mcq",
  options: [
    { id: "right", right: true, text: "Blue", say: null },
    { id: "decoy-red", right: false, text: "Red", say: "Secret words about red." },
    { id: "decoy-green", right: false, text: "Green", say: "Secret words about green." },
  ],
};

export const multi: MultiExercise = {
  ...base,
  id: "c.x-multi",
  type: "multi",
  options: [
    { id: "one", right: true, text: "One", say: "Secret: one belongs." },
    { id: "two", right: true, text: "Two", say: "Secret: two belongs." },
    { id: "three", right: false, text: "Three", say: "Secret: three does not." },
    { id: "four", right: false, text: "Four", say: "Secret: four does not." },
  ],
};

const item = (id: string) => ({ id, text: `Do ${id}`, unused: false, say: null });

/** a before b and c, both before d; `wait` is a decoy. */
export const order: OrderExercise = {
  ...base,
  id: "c.x-order",
  type: "order",
  items: [item("d"), item("b"), item("c"), item("a"), { id: "wait", text: "Wait", unused: true, say: "Secret: no need." }],
  before: [["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"]],
  mistakes: [{ when: ["d", "a"], say: "Secret: d needs a." }],
};

export const match: MatchExercise = {
  ...base,
  id: "c.x-match",
  type: "match",
  left: [{ id: "l1", text: "Left 1" }, { id: "l2", text: "Left 2" }, { id: "l3", text: "Left 3" }],
  right: [
    { id: "r1", text: "Right 1", decoy: false, say: null },
    { id: "r2", text: "Right 2", decoy: false, say: null },
    { id: "r3", text: "Right 3", decoy: false, say: null },
    { id: "lure", text: "Right 4", decoy: true, say: "Secret words about the lure." },
  ],
  pairs: { l1: "r1", l2: "r2", l3: "r3" },
  mistakes: [{ left: "l1", right: "r2", say: "Secret words about l1 and r2." }],
};

export const numeric: NumericExercise = {
  ...base,
  id: "c.x-numeric",
  type: "numeric",
  prompt: "A page gets **{{rate}}** requests/s and takes `{{ms}}` ms to rebuild. How many rebuilds start?",
  explain: "Rate times time: {{rate}} x {{ms}} / 1000.",
  draw: { rate: { integer: [1000, 6000], step: 100 }, ms: { choice: [500, 1500, 2000, 4000] }, slack: { real: [0, 1], digits: 2 } },
  let: { seconds: "ms / 1000" },
  where: ["ms != 500 || rate > 1500"],
  answer: { value: "rate * seconds", unit: "requests", also: { thousand: 1000 } },
  credit: { kind: "relative", full: 0.05, half: 0.3 },
  mistakes: [
    { value: "rate", say: "Secret: {{rate}} counts one second." },
    { value: "rate * ms", say: "Secret: milliseconds are not seconds." },
  ],
};

export const cloze: ClozeExercise = {
  ...base,
  id: "c.x-cloze",
  type: "cloze",
  text: "A read meets a write if [[sum]] is [[relation]] N.\n\nThe smallest such sum is N and [[step]].",
  blanks: [
    { id: "sum", kind: "typed", accept: ["R + W", "W + R"], mistakes: [{ given: ["R", "W"], say: "Secret: one side alone may miss." }] },
    {
      id: "relation",
      kind: "chosen",
      choices: [
        { id: "above", right: true, text: "greater than", say: null },
        { id: "equal", right: false, text: "equal to", say: "Secret: equal leaves two halves." },
        { id: "below", right: false, text: "smaller than", say: "Secret: that leaves a gap." },
      ],
    },
    { id: "step", kind: "typed", accept: ["one more"], mistakes: [] },
  ],
};

export const scenario: ScenarioExercise = {
  ...base,
  id: "c.x-scenario",
  type: "scenario",
  options: [
    { id: "best", score: 1, text: "Refuse writes", say: "Secret: the promise holds." },
    { id: "workable", score: 0.5, text: "Refuse all", say: "Secret: safe, and too much." },
    { id: "bad", score: 0, text: "Take all", say: "Secret: that breaks the promise." },
  ],
};

export const trace: TraceExercise = {
  ...base,
  id: "c.x-trace",
  type: "trace",
  generator: "lamport-fill",
  params: { processes: [2, 3], events: [6, 8], messages: [2, 3], marked: 4 },
  says: { "wall-order": "Secret: the picture is no clock." },
  fingerprint: "of a test",
};

export const freeText: FreeTextExercise = {
  ...base,
  id: "c.x-free-text",
  type: "free-text",
  ideas: [
    { id: "lost", points: 2, any: [["acknowledg", "lost"], ["ack", "lost"]], say: "Secret: a lost acknowledgement looks like a lost message." },
    { id: "key", points: 1, any: [["idempoten", "key"]], say: "Secret: a key makes the second one harmless." },
  ],
  forbidden: [{ id: "tcp", points: 1, any: [["tcp", "guarantee"]], say: "Secret: a connection is not a conversation." }],
  model: "Secret model: when an acknowledgement is lost, one sends again. An idempotency key makes that harmless.",
  words: [10, 40],
};

/** "db 1/2": a box of the kind before the space, on its column and row; a box that is called otherwise: "old=db 1/2". */
export function box(text: string): Box {
  const [, id = "", kind = "", column, row] = /^(?:(.*)=)?(\S+) (\d+)\/(\d+)$/.exec(text) ?? [];
  return { id: id === "" ? kind : id, kind, name: "", column: Number(column), row: Number(row) };
}

/** "a>b" */
export function line(text: string): Line {
  const [from = "", to = ""] = text.split(">");
  return { from, to };
}

/** A client, two apps and a database behind a wall. */
export const diagram: DiagramExercise = {
  ...base,
  id: "c.x-diagram",
  type: "diagram",
  sheet: {
    palette: [{ id: "client", name: "Client" }, { id: "app", name: "App" }, { id: "db", name: "Database" }, { id: "cache", name: "Cache" }],
    columns: 3,
    rows: 4,
    zones: [{ id: "public", name: "Public", rows: 2 }, { id: "private", name: "Private", rows: 2 }],
  },
  start: { boxes: [box("client 0/0"), box("app 0/1"), box("db 1/1")], lines: [line("client>app"), line("app>db"), line("client>db")] },
  must: [
    { id: "two-apps", points: 2, say: "Secret: one app is one too few.", rule: "present", kind: "app", min: 2 },
    { id: "no-short-cut", points: 1, say: "Secret: the client asks apps.", rule: "forbid-edge", from: "client", to: "db" },
    { id: "behind", points: 1, say: "Secret: the data is not for everybody.", rule: "zone", kind: "db", zone: "private", min: null },
    { id: "joined", points: 1, say: "Secret: each app asks the database.", rule: "edge", from: "app", to: "db" },
    { id: "reached", points: 1, say: "Secret: nobody asks an app that nobody knows.", rule: "path", from: "client", to: "db", through: "app" },
  ],
  accepted: [
    { boxes: [box("client 0/0"), box("app 0/1"), box("second=app 1/1"), box("db 1/2")], lines: ["client>app", "client>second", "app>db", "second>db"].map(line) },
    { boxes: [box("client 0/0"), box("app 0/2"), box("second=app 1/1"), box("db 1/2"), box("cache 0/3")], lines: ["client>app", "client>second", "app>db", "second>db", "app>cache"].map(line) },
  ],
};

/** m1 and m2 cross; m3 is lost. */
export const hotspot: HotspotExercise = {
  ...base,
  id: "c.x-hotspot",
  type: "hotspot",
  figure: {
    kind: "timeline",
    caption: "Two processes",
    processes: ["P", "Q"],
    events: [
      { id: "a", process: 0, marked: false },
      { id: "b", process: 0, marked: false },
      { id: "c", process: 1, marked: false },
      { id: "d", process: 1, marked: false },
      { id: "e", process: 1, marked: false },
    ],
    messages: [{ id: "m1", from: "a", to: "d" }, { id: "m2", from: "b", to: "c" }, { id: "m3", from: "e", to: null }],
  },
  among: "messages",
  right: ["m1", "m2"],
  mistakes: [{ part: "m3", say: "Secret: what is lost overtakes nothing." }],
};

export const oneOfEach: readonly Exercise[] = [mcq, multi, order, match, numeric, cloze, scenario, trace, diagram, hotspot, freeText];
