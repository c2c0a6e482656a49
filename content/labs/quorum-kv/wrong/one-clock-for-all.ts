/** Versions have vector clocks. A put raises its node's entry in the clock of what is there, so its clock is the greatest. */
type Dots = Record<string, number[]>;

interface Version {
  by: string;
  number: number;
  value: string;
}

interface Entry {
  seen: Dots;
  versions: Version[];
}

interface State {
  kept: Record<string, Entry>;
  numbers: Record<string, number>;
}

const REPLICAS = 3;
const READS = 2;
const WRITES = 2;
const BUCKETS = 16;
const ASK_MS = 80;
const TRIES = 10;
const HANDOFF_MS = 300;
const COMPARE_MS = 1_000;

const NOTHING: Entry = { seen: {}, versions: [] };

const isSeen = (seen: Dots, { by, number }: Version) => number <= (seen[by]?.[0] ?? 0) || (seen[by] ?? []).includes(number);
const joined = (one: Dots, other: Dots): Dots => {
  const nodes = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(nodes.map((node) => {
    const [first = [0], second = [0]] = [one[node], other[node]];
    let upTo = Math.max(first[0], second[0]);
    const more = [...new Set([...first, ...second])].filter((number) => number > upTo).sort((a, b) => a - b);
    while (more[0] === upTo + 1) upTo = more.shift()!;
    return [node, [upTo, ...more]];
  }));
};

const merged = (one: Entry, other: Entry): Entry => {
  const isIn = (entry: Entry, { by, number }: Version) => entry.versions.some((version) => version.by === by && version.number === number);
  const fresh = other.versions.filter((version) => !isIn(one, version) && !isSeen(one.seen, version));
  const stay = one.versions.filter((version) => isIn(other, version) || !isSeen(other.seen, version));
  const versions = [...stay, ...fresh].sort((a, b) => (a.by === b.by ? a.number - b.number : a.by < b.by ? -1 : 1));
  return { seen: joined(one.seen, other.seen), versions };
};

const hash = (text: string) => {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return sum >>> 0;
};

export default (env: Env<State>): NodeProgram => {
  env.state = { kept: {}, numbers: {} };
  const { kept, numbers } = env.state;
  let turn = 0;

  const startOf = (key: string) => Number(key.slice(1)) % env.nodes.length;
  const ringFrom = (start: number) => [...env.nodes.slice(start), ...env.nodes.slice(0, start)];
  const homesFrom = (start: number) => ringFrom(start).slice(0, REPLICAS);
  const isHome = (node: string, key: string) => homesFrom(startOf(key)).includes(node);
  const placeOf = (home: string, key: string) => (home === env.id || isHome(env.id, key) ? key : `${home} ${key}`);
  const keyOf = (place: string) => place.split(" ").at(-1)!;
  const hints = () => Object.keys(kept).filter((place) => place.includes(" "));
  const take = (place: string, entry: Entry | null) => {
    if (entry === null) delete kept[place];
    else kept[place] = merged(kept[place] ?? NOTHING, entry);
    const key = keyOf(place);
    numbers[key] = Math.max(numbers[key] ?? 0, ...(entry?.seen[env.id] ?? []));
  };

  const keep = (place: string, entry: Entry | null) => {
    take(place, entry);
    env.disk.append("log", { place, entry });
  };

  const mergeIn = (place: string, entry: Entry) => {
    const before = kept[place] ?? NOTHING;
    if (JSON.stringify(merged(before, entry)) !== JSON.stringify(before)) keep(place, entry);
  };
  const known = (key: string) => Object.keys(kept).filter((place) => keyOf(place) === key).reduce((entry, place) => merged(entry, kept[place]), NOTHING);
  const askHomes = (key: string, isSloppy: boolean, needed: number, ask: (node: string, home: string) => Promise<void>) => {
    const ring = ringFrom(startOf(key));
    const waiting = isSloppy ? ring.slice(REPLICAS) : [];
    let answers = 0;
    let tell: (isEnough: boolean) => void = () => {};
    const enough = new Promise<boolean>((resolve) => (tell = resolve));
    const attempt = async (node: string, home: string, triesLeft: number): Promise<void> => {
      try {
        await ask(node, home);
      } catch {
        waiting.push(node);
        return triesLeft > 1 ? attempt(waiting.shift()!, home, triesLeft - 1) : undefined;
      }
      answers += 1;
      if (answers === needed) tell(true);
    };
    const all = Promise.all(ring.slice(0, REPLICAS).map((home) => attempt(home, home, TRIES))).then(() => tell(false));
    return { enough, all };
  };

  const write = async ({ key, value, context, quorum }: Body): Promise<boolean> => {
    const number = (numbers[key] ?? 0) + 1;
    const seenHere = known(key).seen;
    const entry = {
      seen: joined(joined(context ?? {}, seenHere), { [env.id]: [0, number] }),
      versions: value === undefined ? [] : [{ by: env.id, number, value }],
    };
    const place = placeOf(homesFrom(startOf(key))[0], key);
    numbers[key] = number;
    env.disk.append("log", { place, entry });
    await env.disk.fsync();
    take(place, entry);
    const { enough } = askHomes(key, quorum === "sloppy", WRITES, async (node, home) => {
      await env.rpc(node, { type: "store", home, entries: { [key]: entry } }, { timeoutMs: ASK_MS });
      if (isHome(node, key) && place !== key && JSON.stringify(kept[place]?.versions) === JSON.stringify(entry.versions)) keep(place, null);
    });
    return enough;
  };

  const read = async ({ key, quorum }: Body, msg: Message) => {
    const answers: Record<string, Entry> = {};
    let result = NOTHING;
    const { enough, all } = askHomes(key, quorum === "sloppy", READS, async (node) => {
      const { entry } = await env.rpc(node, { type: "fetch", key }, { timeoutMs: ASK_MS });
      answers[node] = entry;
      result = merged(result, entry);
    });
    if (await enough) env.reply(msg, { type: "get_ok", values: result.versions.map(({ value }) => value), context: result.seen });
    else env.fail(msg, 11, "too few of the key's nodes answer");
    await all;
    for (const node of Object.keys(answers).filter((one) => isHome(one, key) && JSON.stringify(answers[one]) !== JSON.stringify(result))) {
      env.send(node, { type: "store", home: node, entries: { [key]: result } });
    }
  };

  const handOff = async (place: string) => {
    const [home, key] = place.split(" ");
    const entry = kept[place];
    try {
      await env.rpc(home, { type: "store", home, entries: { [key]: entry } }, { timeoutMs: ASK_MS });
      if (kept[place] === entry) keep(place, null);
    } catch {
      return;
    }
  };

  const keysFrom = (start: number) => Object.keys(kept).filter((place) => !place.includes(" ") && startOf(place) === start).sort();
  const bucketOf = (key: string) => hash(key) % BUCKETS;
  const leavesOf = (start: number, buckets: number[]) =>
    Object.fromEntries(keysFrom(start).filter((key) => buckets.includes(bucketOf(key))).map((key) => [key, hash(JSON.stringify(kept[key]))]));
  const treeOf = (start: number) => {
    const buckets: string[] = Array.from({ length: BUCKETS }, () => "");
    for (const key of keysFrom(start)) buckets[bucketOf(key)] += `${key} ${hash(JSON.stringify(kept[key]))} `;
    return buckets.map((text) => (text === "" ? 0 : hash(text)));
  };
  const rootOf = (start: number) => hash(JSON.stringify(treeOf(start)));
  const compare = () => {
    const ranges = env.nodes.map((_, start) => start).filter((start) => homesFrom(start).includes(env.id));
    const pairs = ranges.flatMap((start) => homesFrom(start).filter((node) => node !== env.id).map((node) => ({ start, node })));
    const { start, node } = pairs[turn % pairs.length];
    turn += 1;
    env.send(node, { type: "root", start, root: rootOf(start) });
  };

  const compareFurther = (src: string, body: Body) => {
    const { start } = body;
    if (body.type === "root" && body.root !== rootOf(start)) env.send(src, { type: "buckets", start, hashes: treeOf(start) });
    if (body.type === "buckets") {
      const mine = treeOf(start);
      const buckets = mine.map((_, index) => index).filter((index) => mine[index] !== body.hashes[index]);
      env.send(src, { type: "leaves", start, buckets, leaves: leavesOf(start, buckets) });
    }
    if (body.type === "leaves") {
      const mine = leavesOf(start, body.buckets);
      const differing = Object.keys({ ...mine, ...body.leaves }).filter((key) => mine[key] !== body.leaves[key]);
      env.send(src, { type: "entries", entries: Object.fromEntries(differing.map((key) => [key, kept[key] ?? NOTHING])) });
    }
    if (body.type === "entries") {
      for (const key of Object.keys(body.entries)) mergeIn(key, body.entries[key]);
      env.send(src, { type: "store", home: src, entries: Object.fromEntries(Object.keys(body.entries).map((key) => [key, kept[key] ?? NOTHING])) });
    }
  };

  const start = () => {
    for (const { place, entry } of env.disk.read<{ place: string; entry: Entry | null }[]>("log") ?? []) take(place, entry);
    env.setTimer("handoff", HANDOFF_MS);
    env.setTimer("compare", COMPARE_MS * (0.5 + env.random()));
  };

  return {
    onInit: start,

    async onMessage(src, body, msg) {
      switch (body.type) {
        case "get":
          return read(body, msg);
        case "put":
        case "delete":
          if (await write(body)) return env.reply(msg, { type: `${body.type}_ok` });
          return env.fail(msg, 0, "too few of the key's nodes confirm it; it may be there all the same");
        case "local": {
          const keys = [...new Set(Object.keys(kept).map(keyOf))];
          return env.reply(msg, { type: "local_ok", values: Object.fromEntries(keys.map((key) => [key, known(key).versions.map(({ value }) => value)])) });
        }
        case "fetch":
          return env.reply(msg, { type: "fetched", entry: known(body.key) });
        case "store":
          for (const key of Object.keys(body.entries)) mergeIn(placeOf(body.home, key), body.entries[key]);
          if (body.msg_id === undefined) return;
          await env.disk.fsync();
          return env.reply(msg, { type: "stored" });
        default:
          return compareFurther(src, body);
      }
    },

    onTimer(name) {
      if (name === "handoff") hints().forEach((place) => void handOff(place));
      else compare();
      env.setTimer(name, name === "handoff" ? HANDOFF_MS : COMPARE_MS);
    },
  };
};
