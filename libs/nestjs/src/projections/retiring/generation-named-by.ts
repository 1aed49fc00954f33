import type { Generation } from '../read-model/generation.js';

/** The generation whose subscription bears a name; undefined if it is none of a generation. */
export function generationNamedBy(subscription: string): Generation | undefined {
  const [, name, version, generation] = /^(.+)@([1-9]\d*)\.([1-9]\d*)$/.exec(subscription) ?? [];
  return name === undefined ? undefined : { name, version: Number(version), generation: Number(generation) };
}
