/** Words in the picture: what matters most chooses its place first. */
import { bodyWords, messageType } from "./describe-event";
import { type LaneLine, placedAt, type PlacedMessage, type PlacedNote, type PlacedPartition, type PlacedPill, type PlacedStep, type PlacedTerm, type PlacedViolation, type PlacedWait, type PlacedWeather, type SpacetimeLayout } from "./layout-shape";
import { type Anchor, type Box, boxAround, type PlacedText, Room, textBox, textWidth } from "./place-labels";
import type { Story } from "./read-story";

interface Scene {
  readonly story: Story;
  readonly steps: readonly PlacedStep[];
  readonly lines: readonly LaneLine[];
  readonly messages: readonly PlacedMessage[];
  readonly waits: readonly PlacedWait[];
  readonly partitions: readonly PlacedPartition[];
  readonly notes: readonly (PlacedNote & { readonly words: string })[];
  readonly weathers: readonly (PlacedWeather & { readonly words: string })[];
  readonly violation: PlacedViolation | null;
  readonly terms: readonly PlacedTerm[];
  readonly border: Box;
}

type Labels = Pick<SpacetimeLayout, "texts" | "pills" | "partitions">;

const MARK_HALF = 14;
const LABEL_HEIGHT = 22;
const CAPTION_CHARS_MAX = 26;
/** Baselines of a caption, from its lane: below, below a timer, above, above a bracket. */
const CAPTION_DY = [29, 37, -19, -31];
/** Where along a message its label may stand, and how far beside the line. */
const ALONG = [0.42, 0.3, 0.55, 0.2, 0.68, 0.8];
const BESIDE = 9;
/** Where in its hatch a partition's label may stand, the middle first. */
const LABEL_SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0, 1];

/** Places all words; whatever finds no free place is left to the list beside the picture. */
export function layOutLabels(scene: Scene): Labels {
  const room = new Room(scene.border);
  for (const { x, y, shape } of scene.steps) room.take(boxAround(x, y, shape === "cross" ? MARK_HALF - 3 : MARK_HALF));
  for (const { x1, x2, y } of scene.waits) room.take({ x1, y1: y - 3, x2, y2: y + 3 });
  for (const { from, to } of scene.messages) room.addLine({ from, to });
  for (const { x, y, width } of scene.terms) room.take({ x1: x, y1: y - 10, x2: x + width, y2: y + 10 });
  for (const { x, y } of scene.notes) room.take(boxAround(x, y, 10));
  const bracket = scene.violation?.bracket;
  if (scene.violation) room.addLine({ from: { x: scene.violation.x, y: scene.border.y1 }, to: { x: scene.violation.x, y: scene.violation.dropTo } });
  if (bracket) room.take({ x1: bracket.x1 - 5, y1: bracket.y1 - 3, x2: bracket.x2 + 5, y2: bracket.y2 + 3 });
  const numbers = crossNumbers(scene, room);
  const partitions = scene.partitions.map((partition) => ({ ...partition, label: partitionLabel(partition, scene, room) }));
  const pills = pillsOf(scene, room);
  const texts = [...numbers, ...captionsOf(scene, room), ...messageLabels(scene, room)];
  return { texts, pills, partitions };
}

/** The number of a lost message stands beside its cross, always. */
function crossNumbers({ steps }: Scene, room: Room): PlacedText[] {
  return steps.flatMap(({ step, shape, x, y, isViolation }): PlacedText[] => {
    if (shape !== "cross") return [];
    const text = String(step.number);
    const beside = step.isWitness || isViolation ? 18 : 11;
    const places = ([["start", beside], ["end", -beside]] as const).map(([anchor, dx]) => ({ anchor, x: x + dx, box: textBox(text, x + dx, y + 4, anchor) }));
    const place = room.first(places) ?? { anchor: "start" as const, x: x + beside };
    return [{ text, x: place.x, y: y + 4, anchor: place.anchor, look: "strong", steps: [step.number] }];
  });
}

function partitionLabel({ gaps, stubs, words, shortWords, x1, x2 }: PlacedPartition, { border }: Scene, room: Room): PlacedPartition["label"] {
  const placesOf = (text: string) => {
    const width = textWidth(text) + 18;
    const free = Math.min(x2, border.x2) - x1 - width - 12;
    if (free < 0) return [];
    return [...gaps, ...stubs].flatMap(({ y1, y2 }) => {
      const y = (y1 + y2) / 2;
      const starts = LABEL_SHARES.map((share) => x1 + 6 + free * share);
      return starts.map((x) => ({ text, x, y, width, box: { x1: x - 4, y1: y - LABEL_HEIGHT / 2 - 1, x2: x + width + 4, y2: y + LABEL_HEIGHT / 2 + 1 } }));
    });
  };
  const place = room.first([...placesOf(words), ...placesOf(shortWords)]);
  return place === null ? null : { text: place.text, x: place.x, y: place.y, width: place.width };
}

/** "type ×2" at the sender of a message that the network duplicated. */
function pillsOf({ story, steps, messages }: Scene, room: Room): PlacedPill[] {
  const seen = new Set<number>();
  return messages.flatMap(({ delivery, from, to, isStub }): PlacedPill[] => {
    const { message, copies } = delivery;
    if (copies === 1 || isStub || seen.has(message.number)) return [];
    seen.add(message.number);
    const text = `${messageType(message.body)} ×2`;
    const width = textWidth(text) + 18;
    const side = Math.sign(to.y - from.y) || 1;
    const places = [-1, 1].flatMap((away) =>
      [14, -width - 14].map((dx) => ({ x: from.x + dx, y: from.y + side * away * 24, box: { x1: from.x + dx, y1: from.y + side * away * 24 - 10, x2: from.x + dx + width, y2: from.y + side * away * 24 + 10 } })),
    );
    const place = room.first(places);
    const ends = story.deliveries.filter((other) => other.message.number === message.number).map((other) => other.to);
    return place === null ? [] : [{ text, x: place.x, y: place.y, width, steps: [delivery.from ?? 0, ...ends].filter((number) => placedAt(steps, number) !== undefined) }];
  });
}

interface Caption {
  readonly text: string;
  readonly rank: number;
  readonly look: PlacedText["look"];
}

/** Captions below or above their marks: witnesses first, then faults, then what clients saw, then timers. */
function captionsOf(scene: Scene, room: Room): PlacedText[] {
  const timers = new Set<string>();
  const quiet = new Set(scene.lines.filter(({ kind }) => kind === "quiet").flatMap(({ members }) => members));
  const wanted = scene.steps.flatMap((placed) => {
    const caption = captionOf(placed, timers, quiet);
    return caption === null ? [] : [{ placed, caption }];
  });
  const texts = wanted
    .toSorted((left, right) => left.caption.rank - right.caption.rank)
    .flatMap(({ placed: { x, y, step }, caption }): PlacedText[] => {
      const place = captionPlace(caption.text, x, y, room);
      return place === null ? [] : [{ text: caption.text, x: place.x, y: place.y, anchor: place.anchor, look: caption.look, steps: [step.number] }];
    });
  const weathers = scene.weathers.flatMap(({ x, words }): PlacedText[] => {
    const place = captionPlace(words, x, scene.border.y1, room);
    return place === null ? [] : [{ text: words, x: place.x, y: place.y, anchor: place.anchor, look: "caption", steps: [] }];
  });
  const notes = scene.notes.flatMap(({ x, y, words }): PlacedText[] => {
    const place = captionPlace(words, x, y, room);
    return place === null ? [] : [{ text: words, x: place.x, y: place.y, anchor: place.anchor, look: "caption", steps: [] }];
  });
  return [...texts, ...notes, ...weathers];
}

function captionPlace(text: string, x: number, y: number, room: Room) {
  const spots: readonly (readonly [Anchor, number])[] = [["middle", 0], ["end", 8], ["start", -8]];
  const places = CAPTION_DY.flatMap((dy) => spots.map(([anchor, dx]) => ({ anchor, x: x + dx, y: y + dy, box: textBox(text, x + dx, y + dy, anchor) })));
  return room.first(places);
}

function captionOf({ step: { event, isWitness }, isViolation }: PlacedStep, timers: Set<string>, quiet: ReadonlySet<string>): Caption | null {
  const look = isViolation || isWitness ? "bad" : "caption";
  const rank = isViolation ? 0 : isWitness ? 1 : 3;
  const short = (text: string) => (text.length <= CAPTION_CHARS_MAX ? text : `${text.slice(0, CAPTION_CHARS_MAX - 1)}…`);
  switch (event.kind) {
    case "crashed":
      return { text: quiet.has(event.node) ? `${event.node} crash` : "crash", rank: 2, look };
    case "served":
      return event.reply === null ? null : { text: short(bodyWords(event.reply.body)), rank: isWitness ? rank : 4, look };
    case "invoked":
      return isWitness ? { text: `${event.client}: ${short(bodyWords(event.message.body))}`, rank, look } : null;
    case "completed":
      return { text: `${event.client}: ${event.message === null ? "no answer" : short(bodyWords(event.message.body))}`, rank, look };
    case "handled": {
      const owner = quiet.has(event.node) ? `${event.node} ` : "";
      if (event.failed) return { text: `${owner}fails`, rank: 1, look: "bad" };
      if (event.trigger.kind === "boot") return event.trigger.restarted ? { text: `${owner}restart`, rank: 2, look } : owner === "" ? null : { text: event.node, rank: 5, look };
      if (event.trigger.kind !== "timer" || timers.has(event.trigger.name)) return owner === "" ? null : { text: event.node, rank: 5, look };
      timers.add(event.trigger.name);
      return { text: `${owner}${short(event.trigger.name)}`, rank: 4, look };
    }
    case "lost":
      return null;
  }
}

/** The type at the first message of a kind; after that only where something differs: the copies of a duplicate. */
function messageLabels({ messages, steps }: Scene, room: Room): PlacedText[] {
  const told = new Set<string>();
  const labels: PlacedText[] = [];
  for (const { delivery, from, to } of messages) {
    const { message, copy, copies, isLost } = delivery;
    const type = messageType(message.body);
    // An answer to a client stands in the caption of the client's event.
    if (placedAt(steps, delivery.to)?.step.event.kind === "completed") continue;
    const text = copies === 2 ? `copy ${copy}` : told.has(type) ? null : type;
    if (text === null) continue;
    const place = besideLine(text, from, to, isLost, room);
    if (place === null) continue;
    if (copies === 1) told.add(type);
    labels.push({ ...place, text, look: copy === 2 ? "copy" : "kind", steps: [...(delivery.from === null ? [] : [delivery.from]), delivery.to] });
  }
  return labels;
}

function besideLine(text: string, from: PlacedMessage["from"], to: PlacedMessage["to"], isLost: boolean, room: Room): { x: number; y: number; anchor: Anchor } | null {
  const places = (isLost ? [0.5, 0.35] : ALONG).flatMap((share) => {
    const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share + 4];
    return ([["start", BESIDE], ["end", -BESIDE]] as const).map(([anchor, dx]) => ({ anchor, x: x + dx, y, box: textBox(text, x + dx, y, anchor, "mono") }));
  });
  const place = room.first(places, "never");
  return place === null ? null : { x: place.x, y: place.y, anchor: place.anchor };
}
