/** How runs of the lab "quorum-kv" are judged: by the versions that clients made, saw and wrote over. */
import { measureTraffic } from "../checkers/traffic";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { RunRecord } from "../simulator/run-record";
import { judgeAnswers } from "./answers";
import type { CheckVerdict } from "./lab";
import { convergedAtUs, homesOf, inOrder, isOver, lastLookFromUs, type Look, type Read, REPAIR_READS_US, REPAIR_US, type Story, storyOf, type Write } from "./quorum-kv-story";
import { counted, seconds, shown } from "./say";

export { lastLookFromUs } from "./quorum-kv-story";

/** A context has room for a number of every node and a little more, and not for one of every write. */
const CONTEXT_CHARS_MAX = 400;
/** Of the bodies of messages between nodes. */
const BYTES_PER_OP_MAX = 850;
const OPERATIONS = ["put", "delete", "get"];

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });
const wrong = (say: string, events: readonly number[], figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict: "invalid", say, witnesses: [...events].sort((one, other) => one - other), figures });

const lastReadsOf = ({ reads }: Story, plan: ClusterPlan): Read[] => reads.filter(({ plannedUs }) => plannedUs > convergedAtUs(plan));
const lastLooksOf = ({ looks }: Story, plan: ClusterPlan): Look[] => looks.filter(({ plannedUs }) => plannedUs >= convergedAtUs(plan));
const keysOf = ({ writes }: Story): string[] => [...new Set(writes.map(({ key }) => key))];

/** Every key that was written was read in the end; otherwise nothing is known of it. */
function unread(story: Story, plan: ClusterPlan): CheckVerdict | null {
  const known = new Set(lastReadsOf(story, plan).map(({ key }) => key));
  const silent = keysOf(story).filter((key) => !known.has(key));
  if (keysOf(story).length === 0) return plain("unknown", "Nothing was written.");
  return silent.length === 0 ? null : plain("unknown", `The last read of ${silent.slice(0, 3).join(", ")} was not answered.`);
}

const unlooked = (looks: readonly Look[], plan: ClusterPlan): CheckVerdict | null => {
  const silent = plan.nodes.filter((one) => !looks.some(({ node }) => node === one));
  return silent.length === 0 ? null : plain("unknown", `${silent.join(", ")} did not say what it holds.`);
};

/** Every request is answered; where a strict quorum may be out of reach, those that are made when all is whole again. */
export function judgeQuorumAnswers(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const fromUs = lastLookFromUs(plan);
  const isTorn = plan.faults.some(({ kind, atUs }) => atUs < fromUs && (kind === "partition" || kind === "crash"));
  const isAsked = (operation: number): boolean => !isTorn || (plan.operations[operation]?.atUs ?? 0) >= fromUs;
  return judgeAnswers({ ...run, history: run.history.filter(({ operation }) => isAsked(operation)) }, plan);
}

/** What was confirmed is there in the end, unless somebody who had seen it has written over it. */
export function judgeLost(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const story = storyOf(run, plan);
  const lasting = story.writes.filter(({ value, completedUs }) => value !== null && completedUs < Number.POSITIVE_INFINITY && story.overwriters.get(value) === undefined);
  const last = new Map(lastReadsOf(story, plan).map((read) => [read.key, read]));
  const lost = lasting.filter(({ key, value }) => last.get(key)?.values.includes(value as string) === false);
  const [first] = lost;
  if (first === undefined) return unread(story, plan) ?? plain("valid", `${counted(lasting.length, "value")} had to be there in the end, and all were.`);
  const read = last.get(first.key) as Read;
  const rival = story.writes.find(({ key, value }) => key === first.key && value !== null && read.values.includes(value));
  const instead = rival === undefined ? "Nobody has written over it" : `Whoever wrote ${shown(rival.value)}, which is there, had not seen it`;
  const say = `${first.node} confirmed ${shown(first.value)} for ${first.key} at ${seconds(first.completedUs)}. ${instead}, and at ${seconds(read.completedUs)} a read shows ${shown(read.values)}. ${counted(lost.length, "confirmed value")} of ${lasting.length} were lost.`;
  return wrong(say, [first.event, read.event], { lost: lost.length });
}

/** A read shows versions none of which was written over another one; in the end none that was written over at all. */
export function judgeSiblings(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const story = storyOf(run, plan);
  const last = new Set(lastReadsOf(story, plan));
  for (const read of story.reads) {
    const verdict = oddValue(story, read) ?? pairOf(story, read) ?? (last.has(read) ? undead(story, read) : null);
    if (verdict !== null) return verdict;
  }
  const most = Math.max(0, ...story.reads.map(({ values }) => values.length));
  return unread(story, plan) ?? plain("valid", `${counted(story.reads.length, "read")}, with up to ${counted(most, "value")} at once, none of them written over another.`);
}

function oddValue({ byValue, refused }: Story, { node, key, values, completedUs, event }: Read): CheckVerdict | null {
  const odd = values.find((value) => byValue.get(value)?.key !== key);
  if (odd === undefined) return null;
  const why = refused.has(odd) ? "which was refused with an error that says that it did not happen" : "which nobody has put there";
  return wrong(`${node} shows ${shown(odd)} for ${key} at ${seconds(completedUs)}, ${why}.`, [event]);
}

function pairOf(story: Story, { node, key, values, completedUs, event }: Read): CheckVerdict | null {
  for (const later of values) {
    const earlier = values.find((one) => isOver(story, later, one));
    if (earlier === undefined) continue;
    const write = story.byValue.get(later) as Write;
    return wrong(`${node} shows ${shown(earlier)} and ${shown(later)} for ${key} at ${seconds(completedUs)}, and ${shown(later)} was written by a client that had been shown the other: they are no siblings.`, [write.event, event]);
  }
  return null;
}

function undead({ overwriters }: Story, { node, key, values, completedUs, event }: Read): CheckVerdict | null {
  for (const value of values) {
    const over = overwriters.get(value)?.find((write) => write.completedUs < Number.POSITIVE_INFINITY);
    if (over === undefined) continue;
    const did = over.value === null ? "deleted" : `replaced by ${shown(over.value)}`;
    return wrong(`In the end, at ${seconds(completedUs)}, ${node} shows ${shown(value)} for ${key}, which a client that had seen it ${did === "deleted" ? "" : "had "}${did} at ${seconds(over.completedUs)}.`, [over.event, event]);
  }
  return null;
}

/** With overlapping quorums a read shows what was confirmed before it began, unless it was written over by then or meanwhile; and nothing that was certainly written over. */
export function judgeRegular(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const story = storyOf(run, plan);
  for (const read of story.reads) {
    const { node, key, values, invokedUs, completedUs, event } = read;
    const overBy = (value: string, doneBy: (write: Write) => boolean): Write | undefined => story.overwriters.get(value)?.find(doneBy);
    const missed = story.writes.find((write) => write.key === key && write.value !== null && write.completedUs < invokedUs && !values.includes(write.value) && overBy(write.value, (other) => other.invokedUs <= completedUs) === undefined);
    if (missed !== undefined) {
      return wrong(`${missed.node} confirmed ${shown(missed.value)} for ${key} at ${seconds(missed.completedUs)}. A read at ${node}, asked for later, at ${seconds(invokedUs)}, shows ${shown(values)}, and nobody had written over it.`, [missed.event, event]);
    }
    const old = values.find((value) => overBy(value, (other) => other.completedUs < invokedUs) !== undefined);
    if (old === undefined) continue;
    const over = overBy(old, (other) => other.completedUs < invokedUs) as Write;
    return wrong(`${over.node} confirmed at ${seconds(over.completedUs)} ${over.value === null ? "a delete" : shown(over.value)} over ${shown(old)} for ${key}. A read at ${node}, asked for later, at ${seconds(invokedUs)}, still shows ${shown(old)}.`, [over.event, event]);
  }
  return story.reads.length === 0 ? plain("unknown", "No read was answered.") : plain("valid", `${counted(story.reads.length, "read")}, each as new as the last confirmed writes.`);
}

/** What a read has shown, every home of the key holds soon after it, and nothing that was certainly written over by then. */
export function judgeReadRepair(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const story = storyOf(run, plan);
  const readsUs = (plan.settledAtUs ?? plan.endAtUs) + REPAIR_READS_US;
  const looks = story.looks.filter(({ plannedUs }) => plannedUs === readsUs + REPAIR_US);
  const reads = story.reads.filter(({ plannedUs }) => plannedUs === readsUs);
  for (const { key, values, event, invokedUs, completedUs, node } of reads) {
    for (const look of looks.filter((one) => homesOf(key, plan.nodes).includes(one.node))) {
      const held = look.values[key] ?? [];
      const lacks = values.some((value) => !held.includes(value) && story.overwriters.get(value) === undefined);
      const isOld = held.some((value) => story.overwriters.get(value)?.some((write) => write.completedUs < invokedUs));
      if (!lacks && !isOld) continue;
      return wrong(`A read of ${key} at ${node} shows ${shown(values)} at ${seconds(completedUs)}. At ${seconds(look.plannedUs)} ${look.node}, a home of ${key} that was whole all the while, holds ${shown(held)}.`, [event, look.event]);
    }
  }
  return unlooked(looks, plan) ?? (reads.length === 0 ? plain("unknown", "No read was answered when all was whole.") : plain("valid", `${counted(reads.length, "key")} read, and each of their homes holds what was shown.`));
}

/** All homes of a key hold the same in the end, each by itself. */
export function judgeConvergence(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const story = storyOf(run, plan);
  const looks = lastLooksOf(story, plan);
  const differing = keysOf(story).flatMap((key) => {
    const [first, ...others] = looks.filter(({ node }) => homesOf(key, plan.nodes).includes(node));
    const held = (look: Look) => inOrder(look.values[key] ?? []);
    const other = others.find((look) => first !== undefined && JSON.stringify(held(look)) !== JSON.stringify(held(first)));
    return first === undefined || other === undefined ? [] : [{ key, first, other, held }];
  });
  const [one] = differing;
  if (one === undefined) return unlooked(looks, plan) ?? plain("valid", `${counted(keysOf(story).length, "key")}, each the same at all its homes.`);
  const { key, first, other, held } = one;
  const say = `All faults were over at ${seconds(plan.settledAtUs ?? 0)}. At ${seconds(convergedAtUs(plan))} ${first.node} holds ${shown(held(first))} for ${key} and ${other.node}, another home of it, ${shown(held(other))}. ${counted(differing.length, "key")} of ${keysOf(story).length} differ.`;
  return wrong(say, [first.event, other.event], { "keys-that-differ": differing.length });
}

/** In the end nobody holds anything for another node. */
export function judgeHints(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const looks = lastLooksOf(storyOf(run, plan), plan);
  const kept = looks.flatMap((look) => Object.keys(look.values).filter((key) => !homesOf(key, plan.nodes).includes(look.node)).map((key) => ({ key, look })));
  const [first] = kept;
  if (first === undefined) return unlooked(looks, plan) ?? plain("valid", "Nobody holds anything for another node.");
  const { key, look } = first;
  const say = `All faults were over at ${seconds(plan.settledAtUs ?? 0)}. At ${seconds(convergedAtUs(plan))} ${look.node} still holds ${shown(look.values[key] ?? [])} for ${key}, whose homes are ${homesOf(key, plan.nodes).join(", ")}. ${counted(kept.length, "hint")} like this are left.`;
  return wrong(say, [look.event], { "hints-left": kept.length });
}

/** Contexts do not grow with the number of writes. */
export function judgeBounded(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { reads } = storyOf(run, plan);
  const [largest] = [...reads].sort((one, other) => other.contextChars - one.contextChars);
  if (largest === undefined) return plain("unknown", "No read was answered.");
  const figures = { "context-chars": largest.contextChars };
  if (largest.contextChars <= CONTEXT_CHARS_MAX) return plain("valid", `No context is longer than ${largest.contextChars} characters.`, figures);
  return wrong(`At ${seconds(largest.completedUs)} ${largest.node} gave a context of ${largest.contextChars} characters for ${largest.key}, and at most ${CONTEXT_CHARS_MAX} are wanted: it grows with the writes.`, [largest.event], figures);
}

/** What travels between nodes by request of a client, in bytes of JSON bodies. */
export function judgeBytes({ history, counters }: RunRecord): CheckVerdict {
  const { bytesPerOp, operations } = measureTraffic(history, counters, OPERATIONS);
  const bytes = Math.round(bytesPerOp);
  const figures = { "bytes-per-op": bytes };
  if (operations === 0 || counters.serverMessages === 0) return plain("unknown", "The nodes sent each other nothing.", figures);
  if (bytesPerOp <= BYTES_PER_OP_MAX) return plain("valid", `${bytes} bytes per operation.`, figures);
  return wrong(`${bytes} bytes per operation, and at most ${BYTES_PER_OP_MAX} are wanted: replicas that differ in a few keys tell each other of all.`, [], figures);
}
