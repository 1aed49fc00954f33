import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { bundleForBrowser, type Bundle, type Toolchain } from './domain-anywhere/bundle.js';

const scenario = 'test/architecture/domain-anywhere/scenario.ts';

const toolchains = (['esbuild', 'typescript', 'swc'] as const).flatMap((compiler) =>
  [true, false].flatMap((useDefineForClassFields) =>
    [true, false].map((minify): Toolchain => ({ compiler, useDefineForClassFields, minify })),
  ),
);

const expected = {
  types: [
    'account.funds-deposited',
    'account.card-issued',
    'account.card-issued',
    'account.card-blocked',
    'account.funds-deposited',
  ],
  first: { channel: 'web', valueDate: '2026-01-31T12:00:00.000Z', amount: { minor: 100, currency: 'EUR' } },
  versions: [1, 2, 3, 4, 5],
  balance: '150',
  lastAt: '2026-01-31T12:00:00.000Z',
  blocked: ['c-1 true', 'c-2 true'],
  fields: ['balance', 'cards', 'lastAt'],
  refusal: 'amount-must-be-positive',
  ids: 36,
  copies: 1,
  stock: { onHand: 2, reservations: [['o-pen', 1]], changed: 'changed-what-is-frozen' },
};

/** What a bundle imports that it does not bring. */
function imports({ metafile }: Bundle): readonly string[] {
  return Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
}

/** Runs a bundle where there is the language, `crypto`, and nothing else: no process, no Buffer, no console. */
function runBare({ text }: Bundle): unknown {
  return JSON.parse(runInNewContext(`${text}; scenario.run()`, { crypto: webcrypto }) as string);
}

describe('@daybook/domain from a command to the state', () => {
  test.each(toolchains)(
    'comes to the same by $compiler, class fields defined: $useDefineForClassFields, minified: $minify',
    async (toolchain) => {
      const bundle = await bundleForBrowser(scenario, toolchain);
      expect(imports(bundle)).toEqual([]);
      expect(runBare(bundle)).toEqual(expected);
    },
  );

  test('is in the bundle alone: no builtin of Node, no other package', async () => {
    const { text, metafile } = await bundleForBrowser(scenario, {
      compiler: 'esbuild',
      useDefineForClassFields: true,
      minify: true,
    });
    const inputs = Object.keys(metafile.inputs).filter((path) => path !== scenario);
    expect(inputs.filter((path) => !path.startsWith('libs/domain/src/'))).toEqual([]);
    const imported = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path));
    expect(imported.filter((path) => path.startsWith('node:') || builtinModules.includes(path))).toEqual([]);
    expect(text).not.toMatch(/\bFundsDeposited\b/); // or the names were not minified, and nothing was tested
    console.log(`@daybook/domain and the scenario, minified: ${(text.length / 1024).toFixed(1)} KiB`);
  });

  test('would be stopped by a builtin of Node', async () => {
    const wrong = 'test/architecture/domain-anywhere/needs-node.ts';
    const toolchain: Toolchain = { compiler: 'esbuild', useDefineForClassFields: true, minify: false };
    await expect(bundleForBrowser(wrong, toolchain)).rejects.toThrow('node:crypto');
  });

  test('would be different by these toolchains if events were built naively', async () => {
    const naive = 'test/architecture/domain-anywhere/naive-event.ts';
    const outcomes = new Set<string>();
    for (const toolchain of toolchains) outcomes.add(JSON.stringify(runBare(await bundleForBrowser(naive, toolchain))));
    expect(outcomes).toContain('{"type":"FundsDeposited","amountMinor":100}');
    expect(outcomes).toContain('{"type":"FundsDeposited"}'); // lost to a class field
    expect(outcomes.size).toBeGreaterThan(2); // and renamed by the minifier
  });

  test('works across two installed copies, and both are known', async () => {
    const toolchain: Toolchain = { compiler: 'esbuild', useDefineForClassFields: true, minify: false };
    const { text } = await bundleForBrowser('libs/domain/src/index.ts', toolchain);
    const context = createContext({ crypto: webcrypto });
    runInContext(`${text}; var first = scenario;`, context);
    runInContext(`${text}; var second = scenario;`, context);
    const script = readFileSync(new URL('domain-anywhere/two-copies.js', import.meta.url), 'utf8');
    const outcome = JSON.parse(runInContext(script, context) as string) as unknown;
    expect(outcome).toEqual({
      balanceMinor: 5,
      isEvent: true,
      isInstance: false,
      isViolation: true,
      isLimit: true,
      copies: 2,
      onHand: 4,
    });
  });
});
