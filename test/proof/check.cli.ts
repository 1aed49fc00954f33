import { parseArgs } from 'node:util';
import { check, type Checking } from './checker/check.js';
import { reportOf } from './checker/report.js';

const usage = `check.cli.ts <history folder> <database url> [--seed 42] [--json]

Judges a run by its history and by what is in its database. Exit code 0: much has happened, and nothing was found;
1: a violation; 2: void, because too little has happened; 64: the command line was not understood; 70: nothing is known.`;

/** What was typed, or nothing where it was not understood. */
function asked(): (Checking & { readonly json: boolean }) | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { seed: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [folder, url, ...rest] = positionals;
    const seed = values.seed === undefined ? undefined : Number(values.seed);
    if (folder === undefined || url === undefined || rest.length > 0 || Number.isNaN(seed)) return undefined;
    return { folder, url, seed, json: values.json };
  } catch {
    return undefined;
  }
}

const checking = asked();
if (checking === undefined) {
  console.error(usage);
  process.exitCode = 64;
} else {
  try {
    const verdict = await check(checking);
    console.log(checking.json ? JSON.stringify(verdict, undefined, 2) : reportOf(verdict));
    process.exitCode = verdict.exitCode;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 70;
  }
}
