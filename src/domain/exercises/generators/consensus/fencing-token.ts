/** A store that checks fencing tokens (Kleppmann 2016): it refuses a write whose token is older than the highest it has seen. */
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

interface Grant {
  readonly kind: "grant";
  readonly client: string;
  readonly token: number;
}

interface Write {
  readonly kind: "write";
  readonly id: string;
  readonly client: string;
  /** That of the client's last grant */
  readonly token: number;
}

export interface FencingWorld {
  /** As they reach the lock service and the store */
  readonly events: readonly (Grant | Write)[];
}

const VERDICTS = ["applied", "refused"] as const;
const CLIENTS = ["Ann", "Ben", "Cem"] as const;

/** Rows that a phone bears. */
const EVENTS_MAX = 14;

/** A world in which hardly anything is refused asks little. */
const REFUSED_SHARE_MIN = 0.35;

interface Seen {
  /** Highest token that the store has met in a write */
  readonly highest: number;
  readonly lastGrant: Grant | null;
}

/** Replays the events by a rule; a verdict that is given for a write takes the place of the computed one from there on. */
const solveBy =
  (accepts: (write: Write, seen: Seen) => boolean): Solve<FencingWorld> =>
  ({ events }, given: Cells = {}) => {
    const cells: Record<string, string> = {};
    let highest = 0;
    let lastGrant: Grant | null = null;
    for (const event of events) {
      if (event.kind === "grant") {
        lastGrant = event;
        continue;
      }
      const verdict = VERDICTS[accepts(event, { highest, lastGrant }) ? 0 : 1];
      cells[event.id] = verdict;
      if ((given[event.id] ?? verdict) === "applied") highest = Math.max(highest, event.token);
    }
    return cells;
  };

const byHighestSeen = ({ token }: Write, { highest }: Seen): boolean => token >= highest;

const isWrite = (event: Grant | Write): event is Write => event.kind === "write";

export const fencingToken = defineGenerator({
  name: "fencing-token",
  params: { writes: { kind: "range", within: [3, 8], default: [5, 7] } },
  draw: (params, random): FencingWorld | null => {
    const events: (Grant | Write)[] = [];
    const held = new Map<string, number>();
    let token = between(random, [20, 60]);
    const grant = () => {
      const last = events.findLast(({ kind }) => kind === "grant")?.client;
      const client = pick(random, CLIENTS.filter((name) => name !== last));
      token += 1;
      held.set(client, token);
      events.push({ kind: "grant", client, token });
    };
    grant();
    for (let written = 0, count = between(random, params.writes); written < count; ) {
      // A grant before its first write, and an old holder that still writes: there the rules part.
      if (chance(random, 0.4) && token < 99) grant();
      const [client, own] = pick(random, [...held]);
      written += 1;
      events.push({ kind: "write", id: `w${written}`, client, token: own });
    }
    const verdicts = Object.values(solveBy(byHighestSeen)({ events }));
    const isMixed = verdicts.filter((verdict) => verdict === "refused").length >= REFUSED_SHARE_MIN * verdicts.length;
    return isMixed && events.length <= EVENTS_MAX ? { events } : null;
  },
  cells: ({ events }: FencingWorld) => events.filter(isWrite).map(({ id, client, token }) => ({ id, ask: `${id}, by ${client} with ${token}`, form: { kind: "word", choices: VERDICTS } })),
  solve: solveBy(byHighestSeen),
  mutants: {
    "holder-only": {
      say: "The store does not ask who holds the lock. It knows only the tokens that it has seen, and an old one passes until a newer one has been here.",
      solve: solveBy(({ token }, { lastGrant }) => lastGrant === null || token === lastGrant.token),
    },
    "strictly-newer": {
      say: "A holder may write several times with its token. Refused is what is older than the highest token seen, not what equals it.",
      solve: solveBy(({ token }, { highest }) => token > highest),
    },
    "no-check": {
      say: "A newer token was here before this write, so its sender has lost the lock, even if it does not know yet. That is what the token is for.",
      solve: solveBy(() => true),
    },
  },
  show: ({ events }) => [
    {
      kind: "table",
      caption: "In the order in which things happen; the store has seen no token before",
      columns: ["", "Who", "What", "Token"],
      rows: events.map((event) => [isWrite(event) ? event.id : "", event.client, isWrite(event) ? "its write reaches the store" : "is granted the lock", String(event.token)]),
    },
  ],
  road: (world) => {
    const cells = solveBy(byHighestSeen)(world);
    return world.events.filter(isWrite).map(({ id, token }, index, writes) => {
      const highest = Math.max(0, ...writes.slice(0, index).map((write) => write.token));
      if (highest === 0) return `**${id}**: the first write, ${token} is noted: ${cells[id]}.`;
      return `**${id}**: ${token} against ${highest}, the highest seen: ${cells[id]}.`;
    });
  },
});
