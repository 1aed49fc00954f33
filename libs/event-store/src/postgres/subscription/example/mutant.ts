import { sqlFile } from '../../sql-file.js';
import type { ExampleStore } from '../../example/example-store.js';

/** A part of a function's text, and what stands there in a wrong build. */
export type Mutation = readonly [right: string, wrong: string];

/** Puts a wrong build of a function of the schema in the place of the right one, for as long as the work takes. */
export async function withMutant(
  example: ExampleStore,
  name: string,
  mutations: readonly Mutation[],
  work: () => Promise<void>,
): Promise<void> {
  const right = sqlFile(`functions/${name}.sql`, 'daybook');
  const mutant = mutations.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`${name}.sql does not say “${from}” once.`);
    return text.replace(from, to);
  }, right);
  await example.ask(mutant);
  try {
    await work();
  } finally {
    await example.ask(right);
  }
}
