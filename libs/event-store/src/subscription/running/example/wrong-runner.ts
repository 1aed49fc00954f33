import { jest } from '@jest/globals';
import type { RunnerClass } from './stage.js';

/** A build of the runner in which one module is another one, and what finds that out. */
export interface WrongBuild {
  /** In the place of which module it stands. */
  readonly module: string;
  readonly caughtBy: string;
  /** What the scenario finds. */
  readonly finding: RegExp;
}

/** The runner as it is with the wrong build of this name: what that one exports stands for what the module does. */
export async function wrongRunner(name: string, { module }: WrongBuild): Promise<RunnerClass> {
  jest.resetModules();
  const right = (await import(`../${module}.js`)) as object;
  const wrong = (await import(`./wrong-builds/${name}.js`)) as object;
  jest.unstable_mockModule(`../${module}.js`, () => ({ ...right, ...wrong }));
  const { SubscriptionRunner } = await import('../subscription-runner.js');
  jest.unstable_unmockModule(`../${module}.js`);
  return SubscriptionRunner;
}
