/** One editor on a page, from its opening to its closing: the only place that speaks with Monaco. */
import { declare, editor, KeyCode, KeyMod, LANGUAGE, MarkerSeverity, prepareMonaco, problemsOf, Range, Uri } from "./monaco";
import { kindOfCode, type Problem } from "./problem";

/** After this long without an answer the language service is taken to be absent. */
const CHECK_MS_MAX = 10_000;

/** Narrower than this, long lines are wrapped rather than scrolled. */
const NARROW_PX = 560;

export interface Mark {
  /** From 1 */
  line: number;
  column: number;
  /** Stands behind the line, in a few words */
  say: string;
}

interface EditorEvents {
  onChange: (text: string) => void;
  onCursor?: ((line: number, column: number) => void) | undefined;
  onProblems?: ((problems: readonly Problem[]) => void) | undefined;
  onTabLeaves?: ((leaves: boolean) => void) | undefined;
}

interface EditorStart {
  label: string;
  text: string;
  declarations: string;
  /** Asked at every event, so that the newest are called */
  events: () => EditorEvents;
  /** Raised when the editor is no longer wanted */
  gone: AbortSignal;
}

export interface EditorSession {
  focus: () => void;
  replace: (text: string) => void;
  mark: (mark: Mark | null) => void;
  check: () => Promise<Problem[] | null>;
  close: () => void;
}

const FONT_PX = 13;

/** The font stack of the page, and its files: Monaco measures letters once. */
async function loadedFont(): Promise<string> {
  const family = getComputedStyle(document.documentElement).getPropertyValue("--mono");
  const probe = document.createElement("i");
  probe.style.fontFamily = family;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).fontFamily;
  probe.remove();
  await document.fonts.load(`${FONT_PX}px ${resolved}`).catch(() => []);
  return resolved;
}

const optionsOf = (place: HTMLElement, label: string, fontFamily: string): editor.IStandaloneEditorConstructionOptions => ({
  ariaLabel: label,
  automaticLayout: true,
  contextmenu: false,
  fixedOverflowWidgets: true,
  folding: false,
  fontFamily,
  fontLigatures: false,
  fontSize: FONT_PX,
  glyphMargin: false,
  guides: { indentation: false },
  hideCursorInOverviewRuler: true,
  lineDecorationsWidth: 18,
  lineHeight: 21,
  lineNumbersMinChars: 4,
  minimap: { enabled: false },
  overviewRulerBorder: false,
  padding: { top: 10, bottom: 10 },
  renderFinalNewline: "on",
  renderLineHighlight: "none",
  scrollBeyondLastLine: false,
  showUnused: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  stickyScroll: { enabled: false },
  tabSize: 2,
  wordBasedSuggestions: "off",
  wordWrap: place.clientWidth < NARROW_PX ? "on" : "off",
});

/** Opens an editor in an element; null if it was no longer wanted before it could be opened. */
export async function openEditor(place: HTMLElement | null, { label, text, declarations, events, gone }: EditorStart): Promise<EditorSession | null> {
  prepareMonaco();
  const fontFamily = await loadedFont();
  if (place === null || gone.aborted) return null;
  declare(declarations);
  const model = editor.createModel(text, LANGUAGE, Uri.parse(`file:///${crypto.getRandomValues(new Uint32Array(1))[0]}/node.ts`));
  const view = editor.create(place, { ...optionsOf(place, label, fontFamily), model });
  const marks = view.createDecorationsCollection();
  const onChange = () => {
    // What was said of a line may no longer be so.
    marks.clear();
    events().onChange(model.getValue());
  };
  const listeners = [model.onDidChangeContent(onChange), ...listen(view, model, events)];
  // A text without errors changes no marker, and would never be told about.
  problemsOf(model).then((found) => events().onProblems?.(found), () => undefined);
  addTabToggle(view, events);
  return {
    focus: () => view.focus(),
    replace: (next) => replaceText(view, model, next),
    mark: (mark) => showMark(view, model, marks, mark),
    check: () => Promise.race([problemsOf(model).catch(() => null), new Promise<null>((resolve) => setTimeout(resolve, CHECK_MS_MAX, null))]),
    close: () => {
      for (const listener of listeners) listener.dispose();
      view.dispose();
      model.dispose();
    },
  };
}

function listen(view: editor.IStandaloneCodeEditor, model: editor.ITextModel, events: EditorStart["events"]) {
  const tellProblems = () => {
    const markers = editor.getModelMarkers({ resource: model.uri }).filter(({ severity }) => severity === MarkerSeverity.Error);
    events().onProblems?.(
      markers.map(({ code, message, startLineNumber, startColumn }) => ({
        kind: kindOfCode(Number(typeof code === "object" ? code.value : code)),
        message,
        line: startLineNumber,
        column: startColumn,
      })),
    );
  };
  return [
    view.onDidChangeCursorPosition(({ position }) => events().onCursor?.(position.lineNumber, position.column)),
    editor.onDidChangeMarkers((changed) => {
      if (changed.some((uri) => uri.toString() === model.uri.toString())) tellProblems();
    }),
  ];
}

/** As one edit, so that one Ctrl Z takes it back. */
function replaceText(view: editor.IStandaloneCodeEditor, model: editor.ITextModel, text: string): void {
  view.pushUndoStop();
  view.executeEdits("replace", [{ range: model.getFullModelRange(), text }]);
  view.pushUndoStop();
}

function showMark(view: editor.IStandaloneCodeEditor, model: editor.ITextModel, marks: editor.IEditorDecorationsCollection, mark: Mark | null): void {
  if (mark === null) return marks.clear();
  const line = Math.min(Math.max(mark.line, 1), model.getLineCount());
  const end = model.getLineMaxColumn(line);
  const after = { content: mark.say, inlineClassName: "quorum-marked-say" };
  marks.set([
    { range: new Range(line, 1, line, 1), options: { isWholeLine: true, className: "quorum-marked-line" } },
    ...(mark.say === "" ? [] : [{ range: new Range(line, end, line, end), options: { showIfCollapsed: true, after } }]),
  ]);
  const position = { lineNumber: line, column: Math.min(Math.max(mark.column, 1), end) };
  view.setPosition(position);
  view.revealPositionInCenterIfOutsideViewport(position);
  view.focus();
}

function addTabToggle(view: editor.IStandaloneCodeEditor, events: EditorStart["events"]): void {
  let leaves = false;
  view.addAction({
    id: "quorum.tab-leaves",
    label: "Let Tab leave the editor",
    keybindings: [KeyMod.CtrlCmd | KeyCode.KeyM, KeyMod.WinCtrl | KeyCode.KeyM],
    run: () => {
      leaves = !leaves;
      view.updateOptions({ tabFocusMode: leaves });
      events().onTabLeaves?.(leaves);
    },
  });
}
