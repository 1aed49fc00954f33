import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { repository } from './repository.js';

/** An import that breaks a rule. */
export interface ImportReport {
  readonly file: string;
  /** As it is written in the file. */
  readonly imported: string;
  /** The file that it leads to. */
  readonly resolved: string;
  readonly isBuiltIn: boolean;
  readonly rule: string;
}

/** Checks the imports of a repository, or of a fixture that is laid out like one, by the rules of this repository. */
export async function importReports(folder: string): Promise<readonly ImportReport[]> {
  const { forbidden = [], options = {} } = await extractDepcruiseConfig(join(repository, '.dependency-cruiser.mjs'));
  const present = ['libs', 'src', 'test'].filter((name) => existsSync(join(folder, name)));
  const { output } = await cruise(
    present,
    { ...options, baseDir: folder, ruleSet: { forbidden }, validate: true },
    options.enhancedResolveOptions,
  );
  return (output as ICruiseResult).modules.flatMap((module) =>
    module.dependencies.flatMap(({ module: imported, protocol = '', resolved, coreModule, rules = [] }) =>
      rules.map(({ name }) => ({
        file: module.source,
        imported: `${protocol}${imported}`,
        resolved,
        isBuiltIn: coreModule,
        rule: name,
      })),
    ),
  );
}
