/**
 * Chance that is nothing but its seed: the same seed and name tell the same story on every machine.
 *
 * A stream has a name beside its seed, so that drawing one more thing does not change what the others get.
 */
export interface SeededRandom {
  /** Uniform in [0, 1), in steps of 2^-32. */
  fraction(): number;
  /** Uniform in 0 … countExclusive - 1; countExclusive is at most 2^32. */
  index(countExclusive: number): number;
}

/** The stream called `name` of a seed. A number and its decimal text are the same seed. */
export function random(seed: number | string, name: string): SeededRandom {
  const next = sfc32(hash128(`${seed}/${name}`));
  const fraction = () => next() / 2 ** 32;
  return { fraction, index: (countExclusive) => Math.floor(fraction() * countExclusive) };
}

type State128 = [number, number, number, number];

/** Four FNV-1a hashes with different starts, each finished by MurmurHash3's mixer: 128 bits of state from a text. */
function hash128(text: string): State128 {
  const state: State128 = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    for (let lane = 0; lane < 4; lane += 1) {
      state[lane] = Math.imul((state[lane] as number) ^ unit, 0x01000193 + 2 * lane);
    }
  }
  return state.map(finish) as State128;
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** Chris Doty-Humphrey's sfc32 (PractRand): 128 bits of state, passes BigCrush, the same on every engine. */
function sfc32([first, second, third, start]: State128): () => number {
  let [a, b, c, counter] = [first, second, third, start];
  const next = () => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  return next;
}
