/** Colours of TypeScript where no editor is: a text that is only shown, and the moment before the editor is there. */

export type CodeColour = "plain" | "keyword" | "string" | "number" | "comment" | "function" | "type";

export interface CodePiece {
  readonly colour: CodeColour;
  readonly text: string;
}

const KEYWORDS = new Set(
  (
    "abstract any as asserts async await bigint boolean break case catch class const constructor continue debugger declare default delete do else " +
    "enum export extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace " +
    "never new null number object of out override package private protected public readonly require return satisfies set static string super " +
    "switch symbol this throw true try type typeof undefined unique unknown var void while with yield"
  ).split(" "),
);

/** One token of the text, whatever comes first: the order decides, so that a quote in a comment opens no string. */
const TOKEN =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\[^])*`?)|(?<number>\b\d[\w.]*)|(?<word>[#A-Za-z_$][\w$]*)|(?<other>[^])/g;

function colourOf(token: RegExpExecArray, text: string): CodeColour {
  const { comment, string, number, word } = token.groups ?? {};
  if (comment !== undefined) return "comment";
  if (string !== undefined) return "string";
  if (number !== undefined) return "number";
  if (word === undefined) return "plain";
  if (KEYWORDS.has(word)) return "keyword";
  if (/^[A-Z]/.test(word)) return "type";
  return /^\s*\(/.test(text.slice(TOKEN.lastIndex, TOKEN.lastIndex + 8)) ? "function" : "plain";
}

/** The lines of a text, each as its coloured pieces. No letter is lost or added. */
export function colourCode(text: string): CodePiece[][] {
  const lines: CodePiece[][] = [[]];
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const colour = colourOf(token, text);
    token[0].split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== "") append(lines.at(-1) as CodePiece[], { colour, text: part });
    });
  }
  return lines;
}

function append(line: CodePiece[], piece: CodePiece): void {
  const last = line.at(-1);
  if (last?.colour === piece.colour) line[line.length - 1] = { colour: last.colour, text: last.text + piece.text };
  else line.push(piece);
}
