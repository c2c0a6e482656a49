/** Programs of a lab that all differ in what they do: right ones, wrong ones, and some that break off in the middle. */
import { readdirSync, readFileSync } from "node:fs";
import type { SeededRandom } from "@/domain/kernel/seeded-random";

const PER_CENT = 100;
/** Of those that are right but for what is drawn to go wrong. */
const REFERENCES_PER_CENT = 40;
/** Within this many messages of a node something happens. */
const MESSAGES = 60;

/** What a node does instead of handling one message, and how often of a hundred times that is drawn. */
const TWISTS: readonly { readonly perCent: number; readonly does: string }[] = [
  { perCent: 50, does: "env.log(`message ${handled}`);" },
  { perCent: 25, does: "return;" },
  { perCent: 22, does: "throw new Error(`message ${handled} is one too many`);" },
  { perCent: 3, does: "for (;;);" },
];

/** Different ones of a lab: its reference, its starter and its wrong programs, each with a twist at a drawn message. */
export function drawPrograms(lab: string, count: number, chance: SeededRandom): string[] {
  const read = (file: string) => readFileSync(`content/labs/${lab}/${file}`, "utf8");
  const reference = read("reference.ts");
  const others = [read("starter.ts"), ...readdirSync(`content/labs/${lab}/wrong`).sort().map((file) => read(`wrong/${file}`))];
  const drawn = new Set<string>();
  while (drawn.size < count) {
    const source = chance.index(PER_CENT) < REFERENCES_PER_CENT ? reference : (others[chance.index(others.length)] as string);
    drawn.add(twisted(source, { at: 1 + chance.index(MESSAGES), does: drawTwist(chance) }));
  }
  return [...drawn];
}

function drawTwist(chance: SeededRandom): string {
  let left = chance.index(PER_CENT);
  const twist = TWISTS.find(({ perCent }) => (left -= perCent) < 0);
  return twist?.does ?? "";
}

const twisted = (source: string, { at, does }: { at: number; does: string }): string => `${source.replace("export default", "const untwisted =")}
export default (env: Env): NodeProgram => {
  const program = untwisted(env);
  let handled = 0;
  return {
    ...program,
    onMessage(src, body, msg) {
      handled += 1;
      if (handled === ${at}) {
        ${does}
      }
      return program.onMessage(src, body, msg);
    },
  };
};
`;
