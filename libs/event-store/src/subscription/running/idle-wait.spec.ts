import { expect, test } from '@jest/globals';
import { type IdleSurroundings, untilIdle } from './idle-wait.js';
import { RecordingConsumer } from './example/recording-consumer.js';

/** A segment that the last heartbeat has told of, and a loop that goes by orders of its own. */
function surroundings({ halted, ordered, stopped }: { halted: boolean; ordered: boolean; stopped: boolean }) {
  const consumer = new RecordingConsumer();
  const orders = { halted: ordered };
  const loop = {
    checkpoint: { seen: 0 },
    isHeeded: true,
    work: { isEnding: false, isStoppedByItself: stopped, orders, failure: undefined },
  };
  const state = { subscription: consumer.name, segment: 0, position: 0, halted };
  const around = {
    consumers: new Map([[consumer.name, consumer]]),
    segments: { at: () => loop },
    movement: {
      next: () => {
        orders.halted = false;
        loop.checkpoint.seen = 1;
        return Promise.resolve();
      },
    },
    overview: () => ({ states: [state], sent: Infinity }),
    isStopped: () => false,
  };
  return around as unknown as IdleSurroundings;
}

test('what was resumed is waited for, though its loop has not heard of it yet', async () => {
  await untilIdle(surroundings({ halted: false, ordered: true, stopped: false }), 1, 1_000);
});

test.each([
  { halted: true, ordered: true, stopped: false },
  { halted: false, ordered: true, stopped: true },
])('what stands still is not waited for: %j', async (stands) => {
  await expect(untilIdle(surroundings(stands), 1, 1_000)).rejects.toThrow(/paused or stopped/);
});
