/** The tokens of the design as a theme of Monaco, made anew whenever the page turns light or dark. */
import type { editor } from "monaco-editor/editor";

export const THEME = "quorum";

/** Reads a colour as the page shows it now: Monaco wants figures, and understands neither var() nor light-dark(). */
function colourReader(): { colour: (token: string, opacity?: number) => string; isDark: boolean; done: () => void } {
  const probe = document.createElement("i");
  probe.style.display = "none";
  document.body.append(probe);
  const shown = (value: string) => {
    probe.style.color = value;
    return (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  };
  const hex = (part: number) => Math.round(part).toString(16).padStart(2, "0");
  return {
    colour: (token, opacity = 1) => `#${shown(`var(--${token})`).map(hex).join("")}${opacity === 1 ? "" : hex(opacity * 255)}`,
    isDark: shown("light-dark(white, black)")[0] === 0,
    done: () => probe.remove(),
  };
}

/** The theme for the page as it looks now. */
export function currentTheme(): editor.IStandaloneThemeData {
  const { colour, isDark, done } = colourReader();
  const rule = (token: string, name: string) => ({ token, foreground: colour(name).slice(1) });
  const theme: editor.IStandaloneThemeData = {
    base: isDark ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      rule("", "ink"),
      rule("keyword", "c-key"),
      rule("string", "c-str"),
      rule("regexp", "c-str"),
      rule("number", "c-num"),
      rule("comment", "c-com"),
      rule("type", "c-type"),
      rule("function", "c-fn"),
      rule("delimiter", "ink-2"),
    ],
    colors: { ...textColours(colour), ...widgetColours(colour) },
  };
  done();
  return theme;
}

type Colour = ReturnType<typeof colourReader>["colour"];

const textColours = (colour: Colour) => ({
  "editor.background": colour("surface"),
  "editor.foreground": colour("ink"),
  "editorLineNumber.foreground": colour("ink-3"),
  "editorLineNumber.activeForeground": colour("ink"),
  "editorCursor.foreground": colour("accent"),
  "editor.selectionBackground": colour("accent-line", 0.6),
  "editor.inactiveSelectionBackground": colour("accent-line", 0.3),
  "editor.wordHighlightBackground": colour("press"),
  "editor.wordHighlightStrongBackground": colour("press"),
  "editor.findMatchBackground": colour("mark"),
  "editor.findMatchHighlightBackground": colour("mark", 0.5),
  // Pairs are shown by the bracket at the cursor; six colours of brackets would mean nothing else.
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, colour("ink-2")])),
  "editorBracketHighlight.unexpectedBracket.foreground": colour("fail"),
  "editorBracketMatch.background": colour("press"),
  "editorBracketMatch.border": colour("control"),
  "editorError.foreground": colour("fail-solid"),
  "editorWarning.foreground": colour("unknown-solid"),
  "editorInfo.foreground": colour("accent"),
  "editorOverviewRuler.border": colour("surface"),
  "editorOverviewRuler.errorForeground": colour("fail-solid"),
  "scrollbarSlider.background": colour("control", 0.3),
  "scrollbarSlider.hoverBackground": colour("control", 0.5),
  "scrollbarSlider.activeBackground": colour("control", 0.6),
  "scrollbar.shadow": colour("surface", 0),
});

const widgetColours = (colour: Colour) => ({
  focusBorder: colour("accent"),
  foreground: colour("ink"),
  descriptionForeground: colour("ink-2"),
  errorForeground: colour("fail"),
  "icon.foreground": colour("ink-2"),
  "widget.border": colour("line-strong"),
  "widget.shadow": colour("surface", 0),
  "editorWidget.background": colour("raised"),
  "editorWidget.foreground": colour("ink"),
  "editorWidget.border": colour("line-strong"),
  "editorHoverWidget.background": colour("raised"),
  "editorHoverWidget.foreground": colour("ink"),
  "editorHoverWidget.border": colour("line-strong"),
  "editorHoverWidget.highlightForeground": colour("accent"),
  "editorSuggestWidget.background": colour("raised"),
  "editorSuggestWidget.border": colour("line-strong"),
  "editorSuggestWidget.foreground": colour("ink-2"),
  "editorSuggestWidget.highlightForeground": colour("accent"),
  "editorSuggestWidget.focusHighlightForeground": colour("accent"),
  "editorSuggestWidget.selectedBackground": colour("press"),
  "editorSuggestWidget.selectedForeground": colour("ink"),
  "list.hoverBackground": colour("hover"),
  "input.background": colour("surface"),
  "input.foreground": colour("ink"),
  "input.border": colour("control"),
  "inputOption.activeBackground": colour("accent-soft"),
  "inputOption.activeForeground": colour("accent"),
  "inputOption.activeBorder": colour("accent"),
  "textLink.foreground": colour("accent"),
  "textCodeBlock.background": colour("sunken"),
  "toolbar.hoverBackground": colour("hover"),
  "editorMarkerNavigation.background": colour("raised"),
  "editorMarkerNavigationError.background": colour("fail-solid"),
});

/** Calls back whenever the page turns light or dark: by the learner's choice, or by the machine's. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const machine = matchMedia("(prefers-color-scheme: dark)");
  machine.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    machine.removeEventListener("change", onChange);
  };
}
