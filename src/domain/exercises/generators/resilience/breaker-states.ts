/** A circuit breaker (Nygard 2018, chapter 5; Fowler 2014) that counts failures in a row and tries one call at a time. */
import { between, chance } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

interface Call {
  /** Seconds */
  readonly at: number;
  /** How it ends if it is let through */
  readonly ends: "ok" | "fail";
}

export interface BreakerWorld {
  readonly threshold: number;
  readonly coolDownSeconds: number;
  readonly calls: readonly Call[];
}

const OUTCOMES = ["passed/closed", "passed/open", "refused/open"] as const;

type BrokenRule = "time-closes" | "old-cool-down" | "refused-counts" | null;

/** Replays the calls; a state that is given for a call takes the place of the computed one from there on. */
const solveBy =
  (broken: BrokenRule): Solve<BreakerWorld> =>
  ({ threshold, coolDownSeconds, calls }, given: Cells = {}) => {
    let isOpen = false;
    let failures = 0;
    let openedAt = 0;
    const cells: Record<string, string> = {};
    for (const { at, ends } of calls) {
      const cooled: boolean = isOpen && at - openedAt >= coolDownSeconds;
      const isTrial: boolean = cooled && broken !== "time-closes";
      if (cooled && !isTrial) [isOpen, failures] = [false, 0];
      const passes = !isOpen || isTrial;
      const opensBefore = isOpen;
      if (!passes && broken === "refused-counts") openedAt = at;
      if (passes) {
        failures = ends === "ok" ? 0 : failures + 1;
        isOpen = ends === "fail" && (isTrial || failures >= threshold);
        if (isOpen && !(isTrial && broken === "old-cool-down")) openedAt = at;
      }
      cells[at] = `${passes ? "passed" : "refused"}/${isOpen ? "open" : "closed"}`;
      const written = given[at];
      if (written === undefined || written === cells[at]) continue;
      isOpen = written !== "passed/closed";
      if (written === "passed/open" || (isOpen && !opensBefore)) openedAt = at;
      if (!isOpen) failures = ends === "ok" ? 0 : Math.min(failures, threshold - 1);
    }
    return cells;
  };

export const breakerStates = defineGenerator({
  name: "breaker-states",
  params: {
    threshold: { kind: "range", within: [2, 4], default: [2, 4] },
    coolDown: { kind: "range", within: [4, 20], default: [5, 15] },
    calls: { kind: "range", within: [5, 8], default: [6, 8] },
  },
  draw: (params, random): BreakerWorld => {
    const threshold = between(random, params.threshold);
    const coolDownSeconds = between(random, params.coolDown);
    const count = between(random, params.calls);
    const calls: Call[] = [];
    let at = 0;
    const call = (gap: readonly [number, number], ends: Call["ends"]) => {
      at += calls.length === 0 ? 0 : between(random, gap);
      calls.push({ at, ends });
    };
    if (chance(random, 0.5) && threshold < 4) call([1, 2], chance(random, 0.7) ? "ok" : "fail");
    while (calls.length < threshold || calls.slice(-threshold).some(({ ends }) => ends === "ok")) call([1, 2], "fail");
    // Towards the traps: a refused call, a trial soon after the cool-down that fails, a call before the new one is over.
    const openedAt = at;
    call([1, Math.max(1, coolDownSeconds - 2)], chance(random, 0.5) ? "ok" : "fail");
    at = Math.max(at, openedAt + coolDownSeconds - 1);
    call([1, 3], chance(random, 0.75) ? "fail" : "ok");
    while (calls.length < count) call(chance(random, 0.7) ? [1, coolDownSeconds - 1] : [coolDownSeconds, coolDownSeconds + 3], chance(random, 0.6) ? "ok" : "fail");
    return { threshold, coolDownSeconds, calls: calls.slice(0, count) };
  },
  cells: ({ calls }: BreakerWorld) => calls.map(({ at }) => ({ id: String(at), ask: `Call at ${at} s`, form: { kind: "word", choices: OUTCOMES } })),
  solve: solveBy(null),
  mutants: {
    "time-closes": {
      say: "The end of the cool-down does not close the breaker. It permits a trial, and the trial decides.",
      solve: solveBy("time-closes"),
    },
    "old-cool-down": {
      say: "A failed trial starts a new cool-down from that moment; the old one does not go on.",
      solve: solveBy("old-cool-down"),
    },
    "refused-counts": {
      say: "A refused call says nothing about the service. It is neither a failure nor a success for the count, and the cool-down runs on.",
      solve: solveBy("refused-counts"),
    },
  },
  show: ({ threshold, coolDownSeconds, calls }) => [
    { kind: "facts", facts: [{ name: "Opens after", value: `${threshold} failures in a row` }, { name: "Cool-down", value: `${coolDownSeconds} s` }] },
    {
      kind: "table",
      caption: "Calls, and how each would end if it were let through",
      columns: ["At", "Would end"],
      rows: calls.map(({ at, ends }) => [`${at} s`, ends === "ok" ? "in success" : "in failure"]),
    },
  ],
  road: (world) => {
    const cells = solveBy(null)(world);
    return world.calls.map(({ at }, index) => {
      const before = index === 0 ? "passed/closed" : String(cells[world.calls[index - 1]?.at ?? 0]);
      const now = String(cells[at]);
      if (now === "refused/open") return `**${at} s**: open, and the cool-down is not over: refused.`;
      if (!before.endsWith("open")) return `**${at} s**: closed, so the call passes${now.endsWith("open") ? "; it is one failure too many, and the breaker opens" : ""}.`;
      return `**${at} s**: the cool-down is over, so this is a trial, which ${now.endsWith("open") ? "fails: open anew from here" : "succeeds: closed"}.`;
    });
  },
});
