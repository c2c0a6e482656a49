/** `content schemas`: JSON Schemas of the content files, so that an editor completes fields and marks what does not fit. */
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CONTENT_KINDS, type ContentKind } from "@/contracts/content/kinds";
import { contentDirectory } from "@/server/catalog/read-content";

/** Beside the files, and not in git: they are made of the shapes in src/contracts/content. */
const FOLDER = ".schemas";

/**
 * The shape that the content check uses, as a JSON Schema. Draft 7 is what editors' YAML support reads. What only code
 * can say (a range whose ends are the wrong way round, the rules of the check) is left to the check.
 */
export function schemaOf({ title, shape }: Pick<ContentKind, "title" | "shape">): object {
  const { $schema, ...schema } = z.toJSONSchema(shape, { target: "draft-07", io: "input", reused: "ref" });
  return { $schema, title, ...schema };
}

/** Writes one schema a kind into the content folder; says where, in the form of an editor's settings. */
export function schemas(given: string | undefined): { text: string; isGood: boolean } {
  const directory = contentDirectory(given);
  const folder = path.join(directory, FOLDER);
  fs.mkdirSync(folder, { recursive: true });
  for (const kind of CONTENT_KINDS) fs.writeFileSync(path.join(folder, `${kind.name}.json`), `${JSON.stringify(schemaOf(kind), null, 2)}\n`);
  return { text: JSON.stringify(editorSettings(path.relative(process.cwd(), directory).replaceAll(path.sep, "/")), null, 2), isGood: true };
}

/** What Visual Studio Code, and every editor with yaml-language-server, is to be told. */
export function editorSettings(content: string) {
  const settings = CONTENT_KINDS.map(({ name, files }) => ({ url: `./${content}/${FOLDER}/${name}.json`, files: `${content}/${files}` }));
  const isJson = ({ files }: { files: string }) => files.endsWith(".json");
  return {
    "yaml.schemas": Object.fromEntries(settings.filter((kind) => !isJson(kind)).map(({ url, files }) => [url, files])),
    "json.schemas": settings.filter(isJson).map(({ url, files }) => ({ url, fileMatch: [files] })),
  };
}
