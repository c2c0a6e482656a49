/** What a card of a failing run says at first: its reader changes both sides. */
import { OWN_BACK_CHARS_MAX, OWN_FRONT_CHARS_MAX } from "@/contracts/review/own-cards";
import { causalPast, directCauses } from "../spacetime/causes";
import { describeEvent } from "../spacetime/describe-event";
import type { Story } from "../spacetime/read-story";

const QUESTION = "What went wrong here, and which rule would have prevented it?";
/** More than this nobody reads on a card: the last of them matter most. */
const EVENTS_MAX = 12;

export interface CardDraft {
  readonly front: string;
  readonly back: string;
}

/** The question with what led to the violation, in words; the answer begins with what the check says. */
export function cardDraft(story: Story, checkTitle: string): CardDraft {
  const told = eventsTold(story).map(({ number, event }) => {
    const { sentence, then } = describeEvent(event, story.excerpt);
    return `- Event ${number}: ${plain(then === "" ? sentence : `${sentence}, ${then}`)}`;
  });
  return {
    front: [QUESTION, ...(told.length === 0 ? [] : [told.join("\n")])].join("\n\n").slice(0, OWN_FRONT_CHARS_MAX),
    back: `**${plain(checkTitle)}.** ${plain(story.says)}\n\nThe rule that would have prevented it: `.slice(0, OWN_BACK_CHARS_MAX),
  };
}

/** What the violation rests on, up to it; without a violation, the end of the run. */
function eventsTold(story: Story): Story["steps"] {
  const { steps, violation } = story;
  if (violation === null) return steps.slice(-EVENTS_MAX);
  const past = causalPast(directCauses(story), violation);
  return steps.filter(({ number, isWitness }) => number <= violation && (isWitness || past.has(number))).slice(-EVENTS_MAX);
}

/** Words of a machine, so that none of their signs is taken for Markdown. */
const plain = (words: string): string => words.replaceAll(/[\\`*_[\]<>#$|~]/g, String.raw`\$&`);
