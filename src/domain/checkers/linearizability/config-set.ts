/**
 * Configurations that were met: words of one width, in one arena, found by open addressing. Two that differ in nothing
 * but the optional calls that they have used are compared: whoever used fewer can do all that the other one can.
 */

/** Words that all configurations of one set may take: 128 MiB. */
const ARENA_WORDS_MAX = 2 ** 25;
const ENTRIES_AT_FIRST = 256;
const ABSENT = -1;

export class ConfigSet {
  readonly #keyWords: number;
  readonly #width: number;
  #words: Int32Array<ArrayBuffer>;
  /** The configurations of one key form a chain. */
  #nextAlike: Int32Array<ArrayBuffer>;
  #dropped: Uint8Array<ArrayBuffer>;
  #table: Int32Array<ArrayBuffer>;
  #keys = 0;
  #count = 0;

  /** `keyWords` that must be equal, followed by `optionalWords` that are compared as sets of bits. */
  constructor(keyWords: number, optionalWords: number) {
    this.#keyWords = keyWords;
    this.#width = keyWords + optionalWords;
    this.#words = new Int32Array(ENTRIES_AT_FIRST * this.#width);
    this.#nextAlike = new Int32Array(ENTRIES_AT_FIRST);
    this.#dropped = new Uint8Array(ENTRIES_AT_FIRST);
    this.#table = new Int32Array(ENTRIES_AT_FIRST * 2).fill(ABSENT);
  }

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return (this.#count + 1) * this.#width > ARENA_WORDS_MAX;
  }

  clear(): void {
    this.#count = 0;
    this.#keys = 0;
    this.#table.fill(ABSENT);
  }

  /** Index of the configuration, which is new; -1 if it, or one that can do all that it can, is here. Not when full. */
  insert(config: Int32Array): number {
    const place = this.#find(config);
    const first = this.#table[place] as number;
    for (let index = first; index !== ABSENT; index = this.#nextAlike[index] as number) {
      if (this.#dropped[index] === 1) continue;
      if (this.#usesOnlyWhat(index, config)) return ABSENT;
      if (this.#usesAllThat(index, config)) this.#dropped[index] = 1;
    }
    if ((this.#count + 1) * this.#width > this.#words.length) this.#growArena();
    const index = this.#count;
    this.#count += 1;
    this.#words.set(config, index * this.#width);
    this.#nextAlike[index] = first;
    this.#dropped[index] = 0;
    this.#table[place] = index;
    if (first === ABSENT) {
      this.#keys += 1;
      if (this.#keys * 2 > this.#table.length) this.#growTable();
    }
    return index;
  }

  /** Copies a configuration out. */
  read(index: number, into: Int32Array): void {
    const from = index * this.#width;
    for (let word = 0; word < this.#width; word += 1) into[word] = this.#words[from + word] as number;
  }

  /** One that can do all that it can was inserted later. */
  isDropped(index: number): boolean {
    return this.#dropped[index] === 1;
  }

  #find(config: Int32Array): number {
    const mask = this.#table.length - 1;
    let place = this.#hash(config, 0) & mask;
    for (;;) {
      const index = this.#table[place] as number;
      if (index === ABSENT || this.#hasKey(index, config)) return place;
      place = (place + 1) & mask;
    }
  }

  #hash(words: Int32Array, from: number): number {
    let hash = 0x9e3779b9;
    for (let word = 0; word < this.#keyWords; word += 1) {
      hash = Math.imul(hash ^ (words[from + word] as number), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    return Math.imul(hash, 0xc2b2ae35) >>> 8;
  }

  #hasKey(index: number, config: Int32Array): boolean {
    const from = index * this.#width;
    for (let word = 0; word < this.#keyWords; word += 1) if (this.#words[from + word] !== config[word]) return false;
    return true;
  }

  #usesOnlyWhat(index: number, config: Int32Array): boolean {
    const from = index * this.#width;
    for (let word = this.#keyWords; word < this.#width; word += 1) if (((this.#words[from + word] as number) & ~(config[word] as number)) !== 0) return false;
    return true;
  }

  #usesAllThat(index: number, config: Int32Array): boolean {
    const from = index * this.#width;
    for (let word = this.#keyWords; word < this.#width; word += 1) if (((config[word] as number) & ~(this.#words[from + word] as number)) !== 0) return false;
    return true;
  }

  #growArena(): void {
    const entries = (this.#words.length / this.#width) * 2;
    this.#words = grown(this.#words, new Int32Array(entries * this.#width));
    this.#nextAlike = grown(this.#nextAlike, new Int32Array(entries));
    this.#dropped = grown(this.#dropped, new Uint8Array(entries));
  }

  #growTable(): void {
    const heads = this.#table.filter((index) => index !== ABSENT);
    this.#table = new Int32Array(this.#table.length * 2).fill(ABSENT);
    const mask = this.#table.length - 1;
    for (const head of heads) {
      let place = this.#hash(this.#words, head * this.#width) & mask;
      while (this.#table[place] !== ABSENT) place = (place + 1) & mask;
      this.#table[place] = head;
    }
  }
}

function grown<T extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
