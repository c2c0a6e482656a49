/** A text that is read from its beginning to its end by readers that must be able to say where they are. */

/** Why a file cannot be read, in words. */
export class Unreadable extends Error {
  override name = "Unreadable";
  readonly line: number;

  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

export class SourceText {
  readonly text: string;
  at = 0;
  #line = 1;
  #countedTo = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Number of the line at which the reader is, from 1. Only asked in ascending order. */
  get line(): number {
    for (let next = this.text.indexOf("\n", this.#countedTo); next !== -1 && next < this.at; next = this.text.indexOf("\n", this.#countedTo)) {
      this.#line += 1;
      this.#countedTo = next + 1;
    }
    return this.#line;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether this text stands here. */
  isAt(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** The character here; empty at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  /** What this expression, which must be sticky, matches here; reads it. Null if it does not match. */
  read(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.at = pattern.lastIndex;
    return match[0];
  }

  refuse(problem: string): never {
    throw new Unreadable(this.line, problem);
  }
}
