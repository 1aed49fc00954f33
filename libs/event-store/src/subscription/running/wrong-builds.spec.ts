import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '../../memory/memory-event-store.js';
import { notedCodec } from '../../postgres/example/noted.js';
import { fencing } from './example/fencing.scenarios.js';
import { histories } from './example/histories.scenarios.js';
import { leaving } from './example/leaving.scenarios.js';
import { mendedKeys } from './example/mended-keys.scenarios.js';
import { parking } from './example/parking.scenarios.js';
import { retries } from './example/retries.scenarios.js';
import { sharing } from './example/sharing.scenarios.js';
import { signsOfLife } from './example/signs-of-life.scenarios.js';
import { type RunnerClass, Stage } from './example/stage.js';
import { unclearKeys } from './example/unclear.scenarios.js';
import { type WrongBuild, wrongRunner } from './example/wrong-runner.js';

const wrongBuilds: Readonly<Record<string, WrongBuild>> = {
  'checkpoint-first': {
    module: 'apply-with-checkpoint',
    caughtBy: 'applies after a crash what was under way',
    finding: /-\s+"a",\s+-\s+"b",\s+"c"/,
  },
  'any-history': {
    module: 'apply-with-checkpoint',
    caughtBy: 'applies nothing that was read in another history of the store',
    finding: /\+\s+"first to second"/,
  },
  'no-fence': {
    module: 'checkpoint',
    caughtBy: 'goes no further once a commit was refused',
    finding: /\s+1,\s+\+\s+1,\s+\+\s+1,/,
  },
  'key-less-parking': {
    module: 'parked-keys',
    caughtBy: 'parks a poisoned event and the later ones of its key, and lets the others flow',
    finding: /\+\s+"a3",\s+\+\s+"a4",/,
  },
  'yesterdays-code': {
    module: 'parked-retries',
    caughtBy: 'applies what was parked in order, once the code was mended and a retry asked for',
    finding: /\+\s+"failure": "Error: I cannot bear poison\."/,
  },
  'last-first': {
    module: 'parked-retries',
    caughtBy: 'applies what was parked in order, once the code was mended and a retry asked for',
    finding: /\+\s+"c",/,
  },
  'one-for-all': {
    module: 'routing',
    caughtBy: 'applies once and in order what follows an event of unclear keys in another segment',
    finding: /\+\s+"behind it"/,
  },
  'all-for-each': {
    module: 'retry-plan',
    caughtBy: 'applies once and in order what follows an event of unclear keys in another segment',
    finding: /\+\s+"unclear",/,
  },
  'out-of-turn': {
    module: 'retry-plan',
    caughtBy: 'lets what was unclear wait behind a parked event of its key',
    finding: /\+\s+"unclear",/,
  },
  'key-or-stream': {
    module: 'parked-keys',
    caughtBy: 'goes on for the other keys of a stream that is a parked key itself',
    finding: /-\s+"b",\s+-\s+"c",/,
  },
  'others-for-none': {
    module: 'retry-plan',
    caughtBy: 'has the effect of an event whose key has been mended, for the key that it has today',
    finding: /-\s+"a",/,
  },
  'no-reckoning': {
    module: 'process-heartbeat',
    caughtBy: 'begins nothing once its own leases must have run out',
    finding: /\+\s+"late"/,
  },
  'one-slot': {
    module: 'subscription-runner',
    caughtBy: 'keeps its leases while something else that it has asked for is not answered',
    finding: /\+\s+"taken": [1-9]/,
  },
  'told-once': {
    module: 'segment-loop',
    caughtBy: 'reads on when a new division is called off, also what was no event of its own',
    finding: /Not everything is applied/,
  },
  'end-forgotten': {
    module: 'segment-loop',
    caughtBy: 'passes over nothing that it had read and left when a new division was called off meanwhile',
    finding: /-\s+"c",/,
  },
  'last-report-only': {
    module: 'checkpoint',
    caughtBy: 'puts on record in the end what it has seen, when the answer to a sign of life was lost',
    finding: /\+\s+"onRecord"/,
  },
  'kept-claims': {
    module: 'process-segments',
    caughtBy: 'gives back at once what it was given for a consumer that was removed meanwhile',
    finding: /It has not come within 5000 ms: given back/,
  },
  'own-segments-alone': {
    module: 'process-segments',
    caughtBy: 'gives back in the end what it could not give back when its consumer was removed',
    finding: /It has not come within 5000 ms: the other has both/,
  },
  'moved-anywhere': {
    module: 'segment-work',
    caughtBy: 'gives a segment back where it is on record, when it has passed over the rest in another history',
    finding: /"second",\s+-\s+\d+,\s+\+\s+\d+,/,
  },
  'at-home-everywhere': {
    module: 'segment-work',
    caughtBy: 'reads on in another history from where it is on record',
    finding: /-\s+"readFrom": \d+,\s+\+\s+"readFrom": \d+,/,
  },
  'any-lease': {
    module: 'process-segments',
    caughtBy: 'begins with no lease that was had in another history',
    finding: /-\s+2,\s+\+\s+1,/,
  },
  'overtaken-refused': {
    module: 'checkpoint',
    caughtBy: 'comes to the end of a retry whose effect took longer than a sign of life',
    finding: /InvalidSubscription: The subscription is not valid: position is/,
  },
};

const scenarios = {
  ...fencing,
  ...histories,
  ...leaving,
  ...parking,
  ...unclearKeys,
  ...mendedKeys,
  ...retries,
  ...sharing,
  ...signsOfLife,
};

describe('a wrong build of the runner', () => {
  const store = new MemoryEventStore({ codec: notedCodec });
  let runnerClass: RunnerClass | undefined;
  const stage = new Stage(
    () => store,
    () => runnerClass!,
  );

  for (const [name, build] of Object.entries(wrongBuilds)) {
    const { caughtBy, finding } = build;
    it(`that is ${name} is caught: it ${caughtBy}`, async () => {
      runnerClass = await wrongRunner(name, build);
      await expect(scenarios[caughtBy]?.(stage)).rejects.toThrow(finding);
    });
  }
});
