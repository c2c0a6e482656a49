/** E15: words that do not belong in any text of ours. */
import { type PlacedText, plainText, proseOf } from "../text";
import { type Findings, forEachConcept } from "./rule";

/** Each looks at the text as written or, where Markdown would confuse it, at the plain text. */
const FORBIDDEN: readonly { readonly code: string; readonly what: string; readonly pattern: RegExp; readonly plain?: true }[] = [
  { code: "E15.path", what: "a path of some machine", pattern: /(?<=^|[\s"'(])(\/(home|tmp|root|usr|work|var|mnt)\/|[A-Z]:\\)\S*/ },
  { code: "E15.mail", what: "an e-mail address", pattern: /[\w.]+@[\w-]+\.\w+/ },
  { code: "E15.todo", what: "something unfinished", pattern: /\b(TODO|FIXME|XXX|lorem)\b/ },
  { code: "E15.emoji", what: "an emoji", pattern: /\p{Extended_Pictographic}/u },
  { code: "E15.exclamation", what: "an exclamation mark", pattern: /\S*!(?=\s|$)/, plain: true },
  { code: "E15.person", what: "the first person singular", pattern: /(?<=^|[^\w'])(I|I'm|I've|my|mine)(?=[\s,.])/, plain: true },
  {
    code: "E15.rot",
    what: "a word that dates or praises",
    pattern: /\b(currently|recently|nowadays|modern|state[- ]of[- ]the[- ]art|cutting[- ]edge|robust|seamless)\b/i,
  },
];

export const prose = forEachConcept((concept, findings) => {
  for (const placed of proseOf(concept.raw)) findForbidden(placed, findings);
});

/** Names the words of one text that do not belong in it. */
export function findForbidden({ path, text }: PlacedText, findings: Findings): void {
  for (const line of withoutCode(text).split("\n")) {
    for (const { code, what, pattern, plain } of FORBIDDEN) {
      const found = pattern.exec(plain ? plainText(line) : line)?.[0];
      if (found !== undefined) findings.error(code, path, `${what}: "${found}"`, line.trim());
    }
  }
}

/** Fenced code is not prose; its lines stay, so that the others can be found. */
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, (code) => code.replace(/[^\n]/g, ""));
