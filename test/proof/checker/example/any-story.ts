import fc from 'fast-check';
import { type Ends, Story } from './story.js';
import { endings, supply, undertake } from './undertaking.js';

const accounts = ['account-1', 'account-2', 'account-3'];
const cells = ['cell-1', 'cell-2', 'cell-3', 'cell-4'];

/** Calls end well, or badly, or nobody knows, with or without their process. */
const ending: fc.Arbitrary<Ends> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Ends>({ ends: ['ok'] }, { ends: ['unknown', 'ok'] }) },
  fc.constantFrom<Ends>({ ends: ['failed'] }, { ends: ['unknown', 'failed'] }),
  fc.boolean().map((there): Ends => ({ ends: ['unknown'], there })),
  fc.boolean().map((there): Ends => ({ ends: [], there })),
);

type Step = (story: Story, call: string) => unknown;

const undertaking = fc.tuple(fc.constantFrom(...endings), fc.boolean()).map(
  ([ending, isAgain]): Step =>
    (story, call) =>
      undertake(story, call, ending, { sentAgain: isAgain }),
);

const transfer = fc
  .tuple(fc.shuffledSubarray(accounts, { minLength: 2, maxLength: 2 }), fc.integer({ min: 1, max: 5 }), ending)
  .map(
    ([[from = '', to = ''], coins, ends]): Step =>
      (story, call) =>
        story.transfer(call, from, to, coins, ends),
  );

const note = fc
  .tuple(fc.subarray(cells, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 3 }), ending)
  .map(([streams, count, ends]): Step => {
    const counts = Object.fromEntries(streams.map((stream) => [stream, count]));
    return (story, call) => story.note(call, counts, ends);
  });

const step = fc.oneof(
  { weight: 4, arbitrary: note },
  { weight: 3, arbitrary: transfer },
  { weight: 2, arbitrary: undertaking },
  fc.integer({ min: 1, max: 5 }).map(
    (count): Step =>
      (story) =>
        story.gap(count),
  ),
  fc.constant<Step>((story, call) => story.look(call)),
);

/** A history of some dozens of calls, and what a store that keeps its word has made of it. Of each kind there is one at least. */
export const anyStory: fc.Arbitrary<Story> = fc.array(step, { minLength: 5, maxLength: 25 }).map((steps) => {
  const story = new Story();
  for (const account of accounts) story.open(account, 1_000);
  story.note('first', { 'cell-1': 2, 'cell-2': 1 }).transfer('before', 'account-1', 'account-2', 3).look('look');
  supply(story);
  for (const ending of ['begun', 'refunded', 'late'] as const) undertake(story, `first-${ending}`, ending);
  for (const [index, take] of steps.entries()) take(story, `call-${index}`);
  return story.transfer('after', 'account-2', 'account-1', 2);
});
