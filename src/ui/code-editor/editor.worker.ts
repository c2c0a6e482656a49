/** Monaco's own worker: a file of this origin, as the content policy wants it. */
import "monaco-editor/editor/editor.worker";
