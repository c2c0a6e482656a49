import { expect, test } from "vitest";
import { entriesOf, noticeOf, refusedOf } from "./notice";

const lock = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0", license: "MIT" },
    "node_modules/b/node_modules/a": { version: "1.0.0", license: "MIT", dev: true },
    "node_modules/@s/gpl": { version: "2.0.0", license: "GPL-3.0", dev: true },
    "node_modules/nameless": { version: "0.0.1" },
    "node_modules/css": { version: "1.1.0", license: "MPL-2.0", dev: true },
  },
};

test("a package counts once, and as part of the product if any copy is", () => {
  expect(entriesOf(lock).filter(({ name }) => name === "a")).toEqual([{ name: "a", version: "1.0.0", licence: "MIT", dev: false }]);
});

test("GPL and unknown licences are refused, even of tools", () => {
  expect(refusedOf(entriesOf(lock)).map(({ name }) => name)).toEqual(["@s/gpl", "nameless"]);
});

test("weak copyleft stands in a section of its own", () => {
  const notice = noticeOf(entriesOf(lock));
  expect(notice.indexOf("css 1.1.0: MPL-2.0")).toBeLessThan(notice.indexOf("Part of the product"));
});
