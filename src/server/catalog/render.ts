/** Markdown and mathematics to HTML, once and on the server: no script in the page, no request to another host. */
import katex from "katex";
import createMarkdown, { type StateInline } from "markdown-it";

/** What a cloze shows: the text with a gap, or with the answer marked. */
export type ClozeSide = "question" | "answer";

const MATH = /\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)/y;
const BLANK = /\{\{([^{}]*?)(?:::([^{}]*))?\}\}/y;
const GAP_LABEL = "blank";

/** CommonMark without HTML and images; links lead to https addresses only. */
function createRenderer() {
  const markdown = createMarkdown("commonmark", { html: false }).disable("image");
  markdown.validateLink = (address) => address.startsWith("https://");
  markdown.inline.ruler.before("escape", "math", readMath);
  markdown.inline.ruler.before("math", "blank", readBlank);
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.math = (tokens, index) => renderMath(tokens[index]?.content ?? "");
  markdown.renderer.rules.blank = (tokens, index, _options, env) => {
    const token = tokens[index];
    const answer = markdown.renderInline(token?.content ?? "");
    if (env?.cloze === "question") return `<span class="cloze-gap">${escapeHtml(token?.info || GAP_LABEL)}</span>`;
    return env?.cloze === "answer" ? `<mark class="cloze-answer">${answer}</mark>` : answer;
  };
  markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index]?.attrSet("rel", "noreferrer");
    return self.renderToken(tokens, index, options);
  };
  return markdown;
}

function readMath(state: StateInline, silent: boolean): boolean {
  return readMatch(state, silent, MATH, (token, [, formula]) => {
    token.content = formula ?? "";
  }, "math");
}

function readBlank(state: StateInline, silent: boolean): boolean {
  return readMatch(state, silent, BLANK, (token, [, answer, hint]) => {
    token.content = answer ?? "";
    token.info = hint ?? "";
  }, "blank");
}

type InlineToken = ReturnType<StateInline["push"]>;

function readMatch(
  state: StateInline,
  silent: boolean,
  pattern: RegExp,
  fill: (token: InlineToken, match: RegExpExecArray) => void,
  type: string,
): boolean {
  pattern.lastIndex = state.pos;
  const match = pattern.exec(state.src);
  if (match === null) return false;
  if (!silent) fill(state.push(type, "", 0), match);
  state.pos += match[0].length;
  return true;
}

const renderer = createRenderer();
const documents = createRenderer().enable("table");

/** KaTeX to HTML with MathML beside it for screen readers. What does not parse is shown as written, in red. */
function renderMath(formula: string): string {
  return katex.renderToString(formula, { output: "htmlAndMathml", strict: "ignore", throwOnError: false });
}

/** Texts are few and small, but for the prompts of drawn variants: the oldest make room. */
const CACHE_MAX = 4000;
const cache = new Map<string, string>();

function cached(kind: string, text: string, render: () => string): string {
  const key = `${kind}\n${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const html = render();
  const [oldest] = cache.keys();
  if (cache.size >= CACHE_MAX && oldest !== undefined) cache.delete(oldest);
  cache.set(key, html);
  return html;
}

/** Paragraphs, code and mathematics to HTML. */
export const renderMarkdown = (text: string): string => cached("block", text, () => renderer.render(text, {}));

/** The same, with headings and tables: what is long enough to need them. */
export const renderDocument = (text: string): string => cached("document", text, () => documents.render(text, {}));

/** One line of text, without a paragraph around it. */
export const renderInline = (text: string): string => cached("inline", text, () => renderer.renderInline(text, {}));

/** A cloze text with its blank empty (the hint in it, if there is one) or filled. */
export const renderCloze = (text: string, side: ClozeSide): string =>
  cached(side, text, () => renderer.render(text, { cloze: side }));

/** A fault of a text that would show on the page, and the words of the text that it is about. */
export interface RenderFault {
  readonly code: "E16.katex" | "E16.markdown" | "E16.link" | "E16.code";
  readonly message: string;
  readonly near: string;
}

const checker = createRenderer().enable("image");
const CODE_LINES_MAX = 12;
const CODE_WIDTH_MAX = 60;
const NAMES: Readonly<Record<string, string>> = { image: "an image", hr: "a rule", blockquote_open: "a quotation" };
const NAMES_OF_SHORT_TEXTS: Readonly<Record<string, string>> = { ...NAMES, heading_open: "a heading" };

/** What the content check says about a text: strict mathematics, no headings, images or HTML, short code with a language. */
export function findRenderFaults(text: string, isDocument = false): RenderFault[] {
  const names = isDocument ? NAMES : NAMES_OF_SHORT_TEXTS;
  const faults: RenderFault[] = [];
  const tokens = checker.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  for (const token of tokens) {
    const name = names[token.type];
    if (name !== undefined) faults.push({ code: "E16.markdown", message: `${name} in a text`, near: token.content });
    if (token.type === "math") faults.push(...mathFaults(token.content));
    if (token.type === "fence") faults.push(...codeFaults(token.info, token.content));
    if (token.type === "text") faults.push(...textFaults(token.content));
  }
  return faults;
}

function mathFaults(formula: string): RenderFault[] {
  try {
    katex.renderToString(formula, { throwOnError: true, strict: "error" });
    return [];
  } catch (problem) {
    if (!(problem instanceof katex.ParseError)) throw problem;
    return [{ code: "E16.katex", message: problem.message, near: formula }];
  }
}

function codeFaults(language: string, code: string): RenderFault[] {
  const lines = code.trimEnd().split("\n");
  const longest = Math.max(...lines.map(({ length }) => length));
  const near = lines[0] ?? "";
  const fault = (message: string): RenderFault => ({ code: "E16.code", message, near });
  return [
    ...(language.trim() === "" ? [fault("code without a language")] : []),
    ...(lines.length > CODE_LINES_MAX ? [fault(`${lines.length} lines of code, at most ${CODE_LINES_MAX}`)] : []),
    ...(longest > CODE_WIDTH_MAX ? [fault(`a line of code of ${longest} characters, at most ${CODE_WIDTH_MAX}`)] : []),
  ];
}

function textFaults(text: string): RenderFault[] {
  const html = /<\/?[a-z][a-z0-9]*(\s[^>]*)?>/i.exec(text)?.[0];
  const link = /\[[^\]]*\]\([^)]*\)/.exec(text)?.[0];
  return [
    ...(html === undefined ? [] : [{ code: "E16.markdown" as const, message: `HTML in a text: ${html}`, near: html }]),
    ...(link === undefined ? [] : [{ code: "E16.link" as const, message: `a link that leads to no https address: ${link}`, near: link }]),
  ];
}
