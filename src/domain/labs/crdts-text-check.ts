/**
 * How the text of the lab "CRDTs" is judged: by what its clients inserted and erased, each at its own node. A word has one
 * name, which is used once, so what a node knew when it was told something is what it had confirmed itself.
 */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { RunRecord } from "../simulator/run-record";
import { type Done, isKnownTo, plain, type Read, silentLast, type Story, storyOf, wrong } from "./crdts-checks";
import type { CheckVerdict } from "./lab";
import { counted, seconds, shown } from "./say";

interface Insertion {
  readonly done: Done;
  readonly word: string;
  readonly after: string | null;
}

/** Words that were typed one after the other by one node, and confirmed. */
interface Run {
  readonly after: string | null;
  readonly node: string;
  readonly words: readonly string[];
}

const LONG_RUN = 2;

/** Words stand where they were put, erased ones are gone for good, and what two type at one place is not mixed. */
export function judgeText(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const story = storyOf(run, plan);
  const insertions = story.updates.filter(({ f }) => f === "insert").map((done): Insertion => {
    const [word, after] = done.value as [string, string | null];
    return { done, word, after };
  });
  const erasures = story.updates.filter(({ f }) => f === "erase");
  const runs = runsOf(insertions);
  for (const read of story.reads) {
    const verdict = strange(insertions, read) ?? back(erasures, read, story.last.includes(read)) ?? outOfPlace(insertions, read) ?? mixed(runs, read);
    if (verdict !== null) return verdict;
  }
  return absent(insertions, erasures, story) ?? moved(story) ?? silentLast(plan, story.last) ?? plain("valid", `${counted(insertions.length, "word")} in ${counted(runs.length, "run")}, and ${counted(erasures.length, "erasure")}.`);
}

function strange(insertions: readonly Insertion[], { node, view, completedUs, event }: Read): CheckVerdict | null {
  const word = view.text.find((one) => !insertions.some((insertion) => insertion.word === one && insertion.done.invokedUs <= completedUs));
  return word === undefined ? null : wrong(`${node} shows the word ${shown(word)} at ${seconds(completedUs)}, which nobody has inserted.`, [event]);
}

/** An erased word is not seen again: by the node that erased it at once, by all in the end. */
function back(erasures: readonly Done[], read: Read, isLast: boolean): CheckVerdict | null {
  const erasure = erasures.find((one) => one.isOk && (isLast || isKnownTo(one, read)) && read.view.text.includes(String(one.value)));
  return erasure === undefined ? null : wrong(`${erasure.node} erased the word ${shown(erasure.value)} at ${seconds(erasure.invokedUs)}. At ${seconds(read.completedUs)} ${read.node} shows it.`, [erasure.event, read.event]);
}

/** A word stands behind the one after which it was put, and before what its node had put there earlier. */
function outOfPlace(insertions: readonly Insertion[], { node, view, completedUs, event }: Read): CheckVerdict | null {
  const place = new Map(view.text.map((word, index) => [word, index]));
  const isBefore = (one: string, other: string): boolean => (place.get(one) ?? -1) < (place.get(other) ?? Number.POSITIVE_INFINITY);
  for (const { done, word, after } of insertions) {
    if (!place.has(word)) continue;
    for (const earlier of insertions) {
      if (!isKnownTo(earlier.done, done) || !place.has(earlier.word)) continue;
      const where = `${done.node} inserted ${shown(word)} at ${seconds(done.invokedUs)}, `;
      const show = `, and at ${seconds(completedUs)} ${node} shows it `;
      if (earlier.word === after && isBefore(word, after)) return wrong(`${where}behind ${shown(after)}${show}before that.`, [done.event, event]);
      if (earlier.after === after && (after === null || isKnown(insertions, after, earlier.done)) && isBefore(earlier.word, word)) {
        const from = after === null ? "at the beginning" : `right behind ${shown(after)}`;
        return wrong(`${where}${from}${show}behind ${shown(earlier.word)}, which had been put there before.`, [done.event, event]);
      }
    }
  }
  return null;
}

const isKnown = (insertions: readonly Insertion[], word: string, later: Done): boolean => insertions.some((one) => one.word === word && isKnownTo(one.done, later));

/** Chains of words, each put behind the one before by the same node, as far as they are confirmed. */
function runsOf(insertions: readonly Insertion[]): Run[] {
  const runs: { after: string | null; node: string; words: string[] }[] = [];
  for (const { done, word, after } of insertions) {
    if (!done.isOk) continue;
    const typed = runs.find(({ node, words }) => node === done.node && words.at(-1) === after);
    if (typed !== undefined) typed.words.push(word);
    else if (after === null || isKnown(insertions, after, done)) runs.push({ after, node: done.node, words: [word] });
  }
  return runs.filter(({ words }) => words.length >= LONG_RUN);
}

/** Of two runs that begin at the same place all of the one stands before all of the other. */
function mixed(runs: readonly Run[], { node, view, completedUs, event }: Read): CheckVerdict | null {
  const place = new Map(view.text.map((word, index) => [word, index]));
  const spans = runs.flatMap((run) => {
    const places = run.words.flatMap((word) => place.get(word) ?? []);
    return places.length === 0 ? [] : [{ run, places, first: Math.min(...places), last: Math.max(...places) }];
  });
  for (const one of spans) {
    const other = spans.find((span) => span !== one && span.run.after === one.run.after && span.places.some((at) => at > one.first && at < one.last));
    if (other === undefined) continue;
    const from = one.run.after === null ? "at the beginning" : `behind ${shown(one.run.after)}`;
    const text = view.text.slice(Math.min(one.first, other.first), Math.max(one.last, other.last) + 1).join(" ");
    return wrong(`${one.run.node} typed ${shown(one.run.words.join(" "))} and ${other.run.node} ${shown(other.run.words.join(" "))}, both ${from}. At ${seconds(completedUs)} ${node} shows them mixed: ${shown(text)}.`, [event]);
  }
  return null;
}

/** What was confirmed and nobody has erased is there in the end. */
function absent(insertions: readonly Insertion[], erasures: readonly Done[], { last }: Story): CheckVerdict | null {
  for (const read of last) {
    const lost = insertions.find(({ done, word }) => done.isOk && !read.view.text.includes(word) && !erasures.some(({ value }) => value === word));
    if (lost !== undefined) return wrong(`${lost.done.node} inserted ${shown(lost.word)} at ${seconds(lost.done.invokedUs)}, nobody has erased it, and in the end ${read.node} does not show it.`, [lost.done.event, read.event]);
  }
  return null;
}

/** Words never change places: what any read has shown in some order is in that order in the end. */
function moved({ reads, last }: Story): CheckVerdict | null {
  const [final] = last;
  if (final === undefined) return null;
  const place = new Map(final.view.text.map((word, index) => [word, index]));
  for (const read of reads) {
    const words = read.view.text.filter((word) => place.has(word));
    const at = words.findIndex((word, index) => index > 0 && (place.get(word) as number) < (place.get(words[index - 1] as string) as number));
    if (at < 0) continue;
    return wrong(`${read.node} showed ${shown(words[at - 1] as string)} before ${shown(words[at] as string)} at ${seconds(read.completedUs)}, and in the end ${final.node} shows them the other way round.`, [read.event, final.event]);
  }
  return null;
}
