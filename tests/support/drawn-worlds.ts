/** Worlds of a generator, for tests of its oracle. */
import { generate, type Generated } from "@/domain/exercises/generators/generate";
import { readParams } from "@/domain/exercises/generators/params";
import { generatorCalled } from "@/domain/exercises/generators/registry";

/** `count` worlds that were drawn with these settings, each with its cells and the oracle's values. */
export function drawnWorlds<World>(name: string, count: number, written: Record<string, unknown> = {}): (Generated & { world: World })[] {
  const generator = generatorCalled(name);
  const params = readParams(generator.params, written);
  if (!params.ok) throw new Error(params.error);
  return Array.from({ length: count }, (_, seed) => {
    const generated = generate(generator, params.value, `world ${seed}`);
    if (!generated.ok) throw new Error(generated.error);
    return generated.value as Generated & { world: World };
  });
}
