/** Goal: an editor that reads the JSON Schemas accepts what the content check accepts, and marks what has the wrong shape. */
import fs from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { editorSettings, schemaOf } from "@/cli/content/schemas";
import { CONTENT_KINDS, kindOfFile } from "@/contracts/content/kinds";

type Fields = Record<string, unknown>;
const CONTENT = "content";
const FIXTURE = "tests/content/fixture";

const ajv = new Ajv({ allErrors: true });
const validators = new Map(CONTENT_KINDS.map((kind): [string, ValidateFunction] => [kind.name, ajv.compile(schemaOf(kind))]));
const validatorOf = (name: string) => validators.get(name) as ValidateFunction;
const read = (place: string): unknown => parse(fs.readFileSync(place, "utf8"));

const dataFiles = (folder: string) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => /\.(yaml|json)$/.test(file) && !file.startsWith(".schemas/"));

test.each([CONTENT, FIXTURE])("every file of %s is of a kind, and valid by its schema", (folder) => {
  const files = dataFiles(folder);
  const faults = files.flatMap((file) => {
    const kind = kindOfFile(file);
    if (kind === null) return [`${file} is of no kind`];
    const isValid = validatorOf(kind.name);
    return isValid(read(path.join(folder, file))) ? [] : [`${file} ${ajv.errorsText(isValid.errors)}`];
  });
  expect(faults).toEqual([]);
  const kinds = new Set(files.map((file) => kindOfFile(file)?.name));
  // The fixture's hashes are made by its tests.
  expect([...kinds].sort()).toEqual(CONTENT_KINDS.map(({ name }) => name).filter((name) => folder === CONTENT || name !== "source-shingles").sort());
});

describe("a broken file is marked", () => {
  const LOG = `${FIXTURE}/concepts/storage/write-ahead-log.yaml`;
  const first = (fields: Fields, list: string) => (fields[list] as Fields[])[0] as Fields;
  test.each<[string, string, string, (fields: Fields) => void]>([
    ["a field that nobody reads", "concept", LOG, (file) => (file.author = "me")],
    ["a field that is missing", "concept", LOG, (file) => delete file.title],
    ["a role that does not exist", "concept", LOG, (file) => (first(file, "cards").role = "wherefore")],
    ["a card of two kinds", "concept", LOG, (file) => (first(file, "cards").steps = ["a", "b", "c"])],
    ["an id that is no kebab word", "concept", LOG, (file) => (first(file, "exercises").id = "Log It")],
    ["a type that does not exist", "concept", LOG, (file) => (first(file, "exercises").type = "essay")],
    ["a number out of bounds", "concept", LOG, (file) => (first(file, "exercises").difficulty = 9)],
    ["too few wrong programs", "lab", `${FIXTURE}/labs/unique-ids/lab.yaml`, (file) => (file.wrong = [])],
    ["a rubric with too few lines", "scenario", `${FIXTURE}/interviews/one-journal.yaml`, (file) => (file.rubric = [])],
    ["a week without days", "plan", `${FIXTURE}/plans/one-day.yaml`, (file) => (first(file, "weeks").days = [])],
  ])("%s", (_, kind, place, breakIt) => {
    const fields = read(place) as Fields;
    expect(validatorOf(kind)(fields)).toBe(true);
    breakIt(fields);
    expect(validatorOf(kind)(fields)).toBe(false);
  });
});

test("an editor shows what each field of a file is for", () => {
  const undescribed = CONTENT_KINDS.flatMap((kind) => {
    const { properties = {}, definitions = {} } = schemaOf(kind) as { properties?: Fields; definitions?: Fields };
    const described = (field: unknown): boolean => {
      const { description, $ref } = field as { description?: string; $ref?: string };
      return description !== undefined || ($ref !== undefined && described(definitions[$ref.split("/").at(-1) ?? ""]));
    };
    return Object.keys(properties).filter((name) => !described(properties[name])).map((name) => `${kind.name}: ${name}`);
  });
  expect(undescribed).toEqual([]);
});

test("the settings in the checkout are those that the command prints", () => {
  expect(JSON.parse(fs.readFileSync(".vscode/settings.json", "utf8"))).toEqual(editorSettings(CONTENT));
});
