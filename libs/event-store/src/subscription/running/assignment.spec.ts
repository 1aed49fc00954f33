import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LiveProcess } from '../live-process.js';
import { assigneeOf } from './assignment.js';
import { byHash } from './example/wrong-builds/by-hash.js';
import { assigneeOf as forEverMine } from './example/wrong-builds/for-ever-mine.js';
import { unsorted } from './example/wrong-builds/unsorted.js';

const names = ['accounts', 'mail', 'totals'] as const;

const processes: fc.Arbitrary<readonly LiveProcess[]> = fc.uniqueArray(
  fc.record({ id: fc.uuid(), name: fc.constant('a process'), runs: fc.subarray([...names]) }),
  { selector: ({ id }) => id, maxLength: 8 },
);

/** Processes that run one subscription, some of which have declined its first segment. */
const decliningProcesses: fc.Arbitrary<readonly LiveProcess[]> = fc.uniqueArray(
  fc.record({ id: fc.uuid(), at: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }) }).map(({ id, at }) => {
    const event = { subscription: 'mail', segment: 0, type: 'a.done', schemaVersion: 2 };
    return { id, name: 'a process', runs: ['mail'], declines: at === undefined ? [] : [{ ...event, position: at }] };
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 5 },
);

type Assign = typeof assigneeOf;

function runnersOf(subscription: string, among: readonly LiveProcess[]): readonly string[] {
  return among.filter(({ runs }) => runs.includes(subscription)).map(({ id }) => id);
}

/** Each property of the division, by name, for an assignment that may be a wrong one. */
const properties: Readonly<Record<string, (assign: Assign) => void>> = {
  'gives each segment to one of the processes that run it, and to nobody if there is none': (assign) =>
    fc.assert(
      fc.property(processes, fc.constantFrom(...names), fc.nat(31), (among, subscription, segment) => {
        const runners = runnersOf(subscription, among);
        const assignee = assign({ subscription, segment }, among);
        if (runners.length === 0) expect(assignee).toBeUndefined();
        else expect(runners).toContain(assignee);
      }),
    ),

  'gives no process two segments more than another': (assign) =>
    fc.assert(
      fc.property(
        processes,
        fc.constantFrom(...names),
        fc.integer({ min: 1, max: 32 }),
        (among, subscription, segments) => {
          const counts = new Map(runnersOf(subscription, among).map((id) => [id, 0]));
          if (counts.size === 0) return;
          for (let segment = 0; segment < segments; segment++) {
            const assignee = assign({ subscription, segment }, among) ?? '';
            counts.set(assignee, (counts.get(assignee) ?? 0) + 1);
          }
          expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
        },
      ),
    ),

  'is the same for everybody, whatever the order in which processes are told': (assign) =>
    fc.assert(
      fc.property(
        processes.chain((among) =>
          fc.tuple(fc.constant(among), fc.shuffledSubarray([...among], { minLength: among.length })),
        ),
        fc.constantFrom(...names),
        fc.nat(31),
        ([among, shuffled], subscription, segment) => {
          expect(assign({ subscription, segment }, shuffled)).toBe(assign({ subscription, segment }, among));
        },
      ),
    ),

  'does not change with processes that run something else': (assign) =>
    fc.assert(
      fc.property(processes, fc.constantFrom(...names), fc.nat(31), (among, subscription, segment) => {
        const concerned = among.filter(({ runs }) => runs.includes(subscription));
        expect(assign({ subscription, segment }, concerned)).toBe(assign({ subscription, segment }, among));
      }),
    ),

  'goes by those who have not declined, then by those who are past what they declined': (assign) =>
    fc.assert(
      fc.property(decliningProcesses, fc.nat(20), (among, position) => {
        const asked = { subscription: 'mail', segment: 0, position };
        const declinedAt = ({ declines }: LiveProcess): number | undefined => declines?.[0]?.position;
        const willing = among.filter((one) => declinedAt(one) === undefined);
        const past = among.filter((one) => (declinedAt(one) ?? 0) <= position);
        const able = willing.length > 0 ? willing : past;
        const assignee = assign(asked, among);
        if (able.length === 0) expect(assignee).toBeUndefined();
        else expect(able.map(({ id }) => id)).toContain(assignee);
        // Of another segment nothing was declined.
        expect(assign({ ...asked, segment: 1 }, among)).toBe(
          assign(
            { ...asked, segment: 1 },
            among.map(({ id, name, runs }) => ({ id, name, runs })),
          ),
        );
      }),
    ),
};

describe('the division of segments among processes', () => {
  for (const [name, property] of Object.entries(properties)) it(name, () => property(assigneeOf));

  it('does not give the only segment of every subscription to the same process', () => {
    const runs = Array.from({ length: 40 }, (_, i) => `projection-${i}`);
    const among = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id, runs }));
    const assignees = new Set(runs.map((subscription) => assigneeOf({ subscription, segment: 0 }, among)));
    expect(assignees.size).toBe(4);
  });

  it('catches one that goes by the order in which it was told', () => {
    expect(() =>
      properties['is the same for everybody, whatever the order in which processes are told']?.(unsorted),
    ).toThrow(/Property failed/);
  });

  it('catches one that looks at nobody who has declined', () => {
    const property = properties['goes by those who have not declined, then by those who are past what they declined'];
    expect(() => property?.(forEverMine)).toThrow(/Property failed/);
  });

  it('catches one that draws lots', () => {
    expect(() => properties['gives no process two segments more than another']?.(byHash)).toThrow(/Property failed/);
  });
});
