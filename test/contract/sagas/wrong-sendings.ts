import type { ClaimedStep, DoneStep, SagaStore } from '@daybook/event-store';
import { blindToVersions, storeWith, withRecord, writing } from './wrong-saga-store.js';

const believing = storeWith(() => ({ stands: async () => true }));
const agreeing = storeWith(() => ({ renew: async (_process, claims) => new Set(claims) }));

/** Puts on record what it is told to, whatever else the instance makes of it. */
async function doneWithout(
  right: SagaStore,
  claims: readonly ClaimedStep[],
  at: Date,
  isWanted: (stands: boolean) => boolean,
): Promise<readonly DoneStep[]> {
  const done: DoneStep[] = [];
  for (const claim of claims) {
    await right.change(claim, async (held) => {
      if (held === undefined || !isWanted(await right.stands(claim, undefined))) {
        return { change: undefined, result: undefined };
      }
      done.push({ claim: claim.claim, goesOn: true });
      const moved = [{ number: claim.step.number, status: 'done' as const }];
      const record = { ...held.record, changedAt: at };
      return { change: { record, steps: [], moved, deadlines: [], over: [] }, result: undefined };
    });
  }
  return done;
}

/** Each breaks one sentence of the port; with it the property of the contract and the test that must be red. */
export const wrongSendings = [
  [
    'turns',
    'the steps of an instance are sent in their turns, one at a time',
    'a store that lets the next step go as well',
    storeWith((right) => ({
      claim: async (wanted) => {
        const claims = await right.claim(wanted);
        const also = claims.map(async (claim): Promise<readonly ClaimedStep[]> => {
          const shown = await right.show(claim);
          const next = shown?.steps.find(({ number, status }) => status === 'due' && number > claim.step.number);
          return next === undefined ? [] : [{ ...claim, step: next }];
        });
        return [...claims, ...(await Promise.all(also)).flat()];
      },
    })),
  ],
  [
    'turns',
    'turns count, and not the numbers',
    'a store that goes by numbers',
    storeWith(
      writing((change) => ({
        ...change,
        steps: change.steps.map((step) => ({ ...step, turn: step.turn && step.number })),
        moved: change.moved.map((step) => ({ ...step, turn: step.turn && step.number })),
      })),
    ),
  ],
  [
    'turns',
    'those that have waited longest come first',
    'a store that takes the last ones first',
    storeWith((right) => ({ claim: async (wanted) => (await right.claim(wanted)).toReversed() })),
  ],
  [
    'turns',
    'an instance that has much to do is not before the others',
    'a store that serves the oldest instance first',
    storeWith((right) => {
      const met: string[] = [];
      return {
        claim: async (wanted) => {
          const all = await right.claim({ ...wanted, limit: 1_000 });
          met.push(...all.map(({ key }) => key).filter((key) => !met.includes(key)));
          const inOrder = all.toSorted((a, b) => met.indexOf(a.key) - met.indexOf(b.key));
          await right.release(inOrder.slice(wanted.limit));
          return inOrder.slice(0, wanted.limit);
        },
      };
    }),
  ],
  ['turns', 'versions that a process does not know', 'a store that is blind to versions', blindToVersions],
  [
    'turns',
    'one that is stuck sends nothing',
    'a store that goes on with what is stuck',
    storeWith(writing((change) => withRecord(change, { failure: undefined }))),
  ],
  [
    'claims',
    'of many who ask at once one has it',
    'a store that tells all who ask at once the same',
    storeWith((right) => {
      let asked: ReturnType<typeof right.claim> | undefined;
      return {
        claim: (wanted) => {
          asked ??= right.claim(wanted).finally(() => setImmediate(() => (asked = undefined)));
          return asked;
        },
      };
    }),
  ],
  [
    'claims',
    'without a sign of life another process takes it over',
    'a store whose claims are for ever',
    storeWith((right) => ({ claim: (wanted) => right.claim({ ...wanted, leaseMs: 1_000_000 }) })),
  ],
  ['claims', 'without a sign of life another process takes it over', 'a store that believes everybody', believing],
  ['claims', 'a step that became skipped in between', 'a store that believes everybody', believing],
  ['claims', 'a sign of life lets it stand for longer', 'a store that only agrees', agreeing],
  ['claims', 'nobody gives a sign of life for another', 'a store that only agrees', agreeing],
  [
    'claims',
    'what was given back can be had at once',
    'a store that takes nothing back',
    storeWith(() => ({ release: async () => undefined })),
  ],
  [
    'carrying out',
    'what was claimed by somebody else since',
    'a store that believes everybody',
    storeWith((right) => ({ done: async (claims, at) => doneWithout(right, claims, at, () => true) })),
  ],
  [
    'carrying out',
    'one that is compensating is left as it is',
    'a store to which all instances are alike',
    storeWith((right) => ({ done: async (claims, at) => doneWithout(right, claims, at, (held) => held) })),
  ],
  [
    'carrying out',
    'the steps of several instances',
    'a store that takes one at a time',
    storeWith((right) => ({ done: async (claims, at) => right.done(claims.slice(0, 1), at) })),
  ],
  [
    'carrying out',
    'the steps of several instances',
    'a store that keeps to itself what comes next',
    storeWith((right) => ({
      done: async (claims, at) => (await right.done(claims, at)).map((each) => ({ ...each, goesOn: false })),
    })),
  ],
  [
    'carrying out',
    'whoever changes the instance at that moment',
    'a store that waits for nobody',
    storeWith((right) => ({
      done: async (claims, _at) => {
        const seen = await Promise.all(claims.map((claim) => right.show(claim)));
        const isOpen = seen.map((shown) => shown?.record.status === 'running');
        return claims.filter((_, place) => isOpen[place]).map(({ claim }) => ({ claim, goesOn: false }));
      },
    })),
  ],
  [
    'attempts',
    'it is sent again when its pause is over',
    'a store that knows no pause',
    storeWith((right) => ({
      failed: (claim, attempt) => right.failed(claim, { ...attempt, againInMs: attempt.againInMs && 0 }),
    })),
  ],
  [
    'attempts',
    'after the last one the instance is stuck',
    'a store that never gives up',
    storeWith((right) => ({ failed: (claim, attempt) => right.failed(claim, { ...attempt, againInMs: 0 }) })),
  ],
  [
    'attempts',
    'one that was not the command’s fault',
    'a store that counts every failure',
    storeWith((right) => ({ failed: (claim, attempt) => right.failed(claim, { ...attempt, counts: true }) })),
  ],
  [
    'attempts',
    'how often it has failed',
    'a store that forgets with the process',
    storeWith((right) => ({
      claim: async (wanted) =>
        (await right.claim(wanted)).map((claim) => ({ ...claim, step: { ...claim.step, failures: 0 } })),
    })),
  ],
  [
    'attempts',
    'how often it has failed',
    'a store that counts claims as failures',
    storeWith((right) => ({
      claim: async (wanted) =>
        (await right.claim(wanted)).map((claim) => ({
          ...claim,
          step: { ...claim.step, failures: claim.step.attempts - 1 },
        })),
    })),
  ],
  [
    'attempts',
    'one that was ended meanwhile is stuck at nothing',
    'a store that parks what is over',
    storeWith((right) => ({
      failed: async (claim, attempt) => {
        const stood = await right.failed(claim, attempt);
        await right.change(claim, async (held) => {
          const { failure } = attempt;
          const stuck = held && { ...held.record, failure, stuckAt: { step: claim.step.number } };
          return {
            change: stuck && { record: stuck, steps: [], moved: [], deadlines: [], over: [] },
            result: undefined,
          };
        });
        return stood;
      },
    })),
  ],
  [
    'attempts',
    'made due again its attempts begin anew',
    'a store that counts on and on',
    storeWith((right) => {
      const counts = new Map<string, number>();
      return {
        claim: async (wanted) =>
          (await right.claim(wanted)).map((claim) => {
            const attempts = (counts.get(claim.key) ?? 0) + 1;
            counts.set(claim.key, attempts);
            return { ...claim, step: { ...claim.step, attempts } };
          }),
      };
    }),
  ],
] as const;
