/** Modules of Monaco that ship without types of their own. */
declare module "monaco-editor/languages/definitions/typescript/typescript" {
  import type { languages } from "monaco-editor/editor";
  export const conf: languages.LanguageConfiguration;
  export const language: languages.IMonarchLanguage;
}
declare module "monaco-editor/editor/editor.worker";
declare module "monaco-editor/language/typescript/ts.worker";
