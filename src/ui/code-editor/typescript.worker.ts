/** The TypeScript language service, in a worker of this origin. */
import "monaco-editor/language/typescript/ts.worker";
