/**
 * Monaco with no more than this product needs: one language, its checks, completion, hover, find. All of it is loaded
 * when an editor is shown, and on no other page.
 */
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/parameterHints/register";
import "monaco-editor/features/rename/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
// The feature "suggest" registers inline suggestions alone; the list of completions is this.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import { editor, KeyCode, KeyMod, languages } from "monaco-editor/editor";
import { conf, language } from "monaco-editor/languages/definitions/typescript/typescript";
import { getTypeScriptWorker, ModuleKind, ScriptTarget, typescriptDefaults } from "monaco-editor/languages/features/typescript/register";
import { kindOfCode, type MessageText, messageOf, placeOf, type Problem } from "./problem";
import { currentTheme, THEME, watchTheme } from "./monaco-theme";

export { editor, KeyCode, KeyMod, MarkerSeverity, Range, Uri } from "monaco-editor/editor";

export const LANGUAGE = "typescript";

/** TypeScript's number for an error; the others are hints. */
const ERROR = 1;

const MODULE_DETECTION_FORCE = 3;

let prepared = false;

/** Once a page: workers, language, theme. */
export function prepareMonaco(): void {
  if (prepared) return;
  prepared = true;
  self.MonacoEnvironment = {
    getWorker: (_id, label) =>
      label === LANGUAGE
        ? new Worker(new URL("./typescript.worker.ts", import.meta.url), { type: "module" })
        : new Worker(new URL("./editor.worker.ts", import.meta.url), { type: "module" }),
  };
  prepareLanguage();
  const show = () => {
    editor.defineTheme(THEME, currentTheme());
    editor.setTheme(THEME);
  };
  show();
  watchTheme(show);
  // Both mean something else on the pages that show an editor, and reach them only if Monaco lets go of them.
  for (const keybinding of [KeyMod.CtrlCmd | KeyCode.Enter, KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter]) {
    editor.addKeybindingRule({ keybinding, command: null });
  }
}

function prepareLanguage(): void {
  languages.register({ id: LANGUAGE });
  languages.setLanguageConfiguration(LANGUAGE, conf);
  const called = [/#?[a-z_$][\w$]*(?=\s*\()/, { cases: { "@keywords": "keyword", "@default": "function" } }];
  const common = language.tokenizer.common ?? [];
  languages.setMonarchTokensProvider(LANGUAGE, {
    ...language,
    tokenizer: { ...language.tokenizer, common: [called as languages.IMonarchLanguageRule, ...common] },
  });
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    lib: ["es2023"],
    types: [],
    strict: true,
    noEmit: true,
    allowNonTsExtensions: true,
    moduleDetection: MODULE_DETECTION_FORCE,
    // Types are taken out of the text and nothing is put in, so only what can be taken out is allowed.
    erasableSyntaxOnly: true,
  });
  typescriptDefaults.setEagerModelSync(true);
}

/** Says which declarations every text sees besides the language itself. */
export function declare(declarations: string): void {
  typescriptDefaults.setExtraLibs([{ content: declarations, filePath: "file:///env.d.ts" }]);
}

/** The errors of the text as it is now: asked of the language service, not read from what was last drawn. */
export async function problemsOf(model: editor.ITextModel): Promise<Problem[]> {
  const uri = model.uri.toString();
  const service = await (await getTypeScriptWorker())(model.uri);
  const found = await Promise.all([service.getSyntacticDiagnostics(uri), service.getSemanticDiagnostics(uri)]);
  const text = model.getValue();
  return found
    .flat()
    .filter(({ category }) => category === ERROR)
    .map(({ code, messageText, start }) => ({ kind: kindOfCode(code), message: messageOf(messageText as MessageText), ...placeOf(text, start ?? 0) }));
}
