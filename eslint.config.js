import next from "@next/eslint-plugin-next";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const FUNCTION_LINES_MAX = 70;
const FILE_LINES_MAX = 400;

export default tseslint.config(
  { ignores: [".next/", ".quorum/", "src/generated/", "next-env.d.ts", "node_modules/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,js,cjs}"],
    rules: {
      "max-lines-per-function": ["error", { max: FUNCTION_LINES_MAX, skipComments: true, skipBlankLines: true }],
      "max-lines": ["error", { max: FILE_LINES_MAX, skipComments: true, skipBlankLines: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of strings: it needs no code and reads the same in the database." },
        { selector: "ExportDefaultDeclaration > Identifier", message: "Export by name, so that the name is the same everywhere." },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // A describe() holds many small tests; its length says nothing.
    files: ["**/*.test.{ts,tsx}", "tests/**"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    // A lab's program is one closure around the handlers of a node; the functions within it stay short.
    files: ["content/labs/**/*.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    files: ["src/domain/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "Date", message: "Take an Instant: the domain is told the time." },
        { name: "Intl", message: "Take what you need as an argument (a ZoneOffset, words): the domain does not ask the machine." },
        { name: "console", message: "Return what you know: the domain does not speak." },
      ],
      "no-restricted-properties": ["error", { object: "Math", property: "random", message: "Take a SeededRandom: chance is an argument." }],
    },
  },
  {
    files: ["src/server/**/*.ts", "workers/**/*.ts"],
    ignores: ["**/*.test.ts", "src/server/platform/clock.ts"],
    rules: {
      "no-restricted-properties": ["error", { object: "Date", property: "now", message: "Take a Clock from the tools, so that a test can stop it." }],
    },
  },
  {
    files: ["src/**/*.tsx", "src/features/**/*.ts", "src/ui/**/*.ts"],
    plugins: { "@next/next": next, "react-hooks": hooks },
    rules: {
      ...next.configs.recommended.rules,
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
    },
  },
);
