import { beforeEach, describe, expect, test } from "vitest";
import { openShelf, type Shelves } from "./draft-shelf";

function shelves(): Shelves & { all: () => string[] } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
    all: () => [...kept.values()],
  };
}

const draft = (text: string) => ({ text, revision: 3, sent: null });

let browser: ReturnType<typeof shelves>;
let openings = 0;
const open = (tab: Shelves, name = "lab") => openShelf({ browser: () => browser, tab: () => tab, name, id: String((openings += 1)) });
beforeEach(() => {
  browser = shelves();
});

describe("what a browser keeps", () => {
  test("is found by the tab that left it, and by another when that one is gone", () => {
    const tab = shelves();
    open(tab).keep(draft("left"));
    expect(open(tab).found).toEqual(draft("left"));
    expect(open(shelves()).found).toEqual(draft("left"));
    expect(open(shelves(), "another lab").found).toBeNull();
  });

  test("is not taken away by another tab that saves or keeps its own", () => {
    const [one, other] = [shelves(), shelves()];
    const [first, second] = [open(one), open(other)];
    first.keep(draft("first"));
    second.keep(draft("second"));
    second.keep(null);
    expect(open(one).found).toEqual(draft("first"));
  });

  test("of several tabs is found one after the other", () => {
    const [first, second] = [open(shelves()), open(shelves())];
    first.keep(draft("first"));
    second.keep(draft("second"));
    const tab = shelves();
    const again = open(tab);
    again.keep(again.found);
    expect(browser.all()).toHaveLength(2);
    again.keep(null);
    const rest = open(tab).found;
    expect([again.found?.text, rest?.text].toSorted()).toEqual(["first", "second"]);
  });

  test("is in one place only, and in none when it is saved", () => {
    const tab = shelves();
    open(tab).keep(draft("left"));
    const next = open(tab);
    next.keep(draft("typed on"));
    expect(browser.all()).toEqual([JSON.stringify(draft("typed on"))]);
    next.keep(null);
    expect(browser.all()).toEqual([]);
  });

  test("stays in its old place when the browser takes no more", () => {
    const tab = shelves();
    open(tab).keep(draft("left"));
    const next = open(tab);
    browser.setItem = () => {
      throw new Error("the disk is full");
    };
    next.keep(draft("left"));
    expect(browser.all()).toEqual([JSON.stringify(draft("left"))]);
  });

  test("is nothing where it refuses altogether", () => {
    const refuse = (): Shelves => {
      throw new Error("storage is switched off");
    };
    const shelf = openShelf({ browser: refuse, tab: refuse, name: "lab", id: "1" });
    expect(shelf.found).toBeNull();
    shelf.keep(draft("typed"));
  });
});
