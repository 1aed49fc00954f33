import { expect, test } from '@jest/globals';
import type { ModulesContainer } from '@nestjs/core';
import { RunLoopsModule } from './run-loops.module.js';

type Parts = ConstructorParameters<typeof RunLoopsModule>;

/** The loops of an application, of which each says when it is begun. */
function loops(failing?: string): { readonly its: RunLoopsModule; readonly begun: string[] } {
  const begun: string[] = [];
  const part = (name: string) => ({
    start: async () => {
      if (name === failing) throw new Error(`${name} cannot start`);
      begun.push(name);
    },
  });
  const parts = ['runner', 'scheduled', 'sagas', 'watching', 'pruning'].map(part) as unknown[];
  const modules = new Map() as ModulesContainer;
  return { its: new RunLoopsModule(...([modules, ...parts, {}] as unknown as Parts)), begun };
}

test('what goes by the clock begins when everything else has begun', async () => {
  const { its, begun } = loops();
  await its.onApplicationBootstrap();
  expect(begun).toEqual(['runner', 'sagas', 'scheduled', 'watching', 'pruning']);
});

test.each(['runner', 'scheduled'])(
  'a start at which %s fails leaves nobody behind who looks at sagas',
  async (name) => {
    const { its, begun } = loops(name);
    await expect(its.onApplicationBootstrap()).rejects.toThrow('cannot start');
    expect(begun).not.toContain('watching');
    expect(begun).not.toContain('pruning');
  },
);
