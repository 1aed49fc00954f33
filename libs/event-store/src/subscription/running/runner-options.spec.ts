import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '../../stream/event-store.js';
import { checkedRunnerOptions } from './runner-options.js';

describe('options of a runner', () => {
  const store = {} as EventStore;

  it('have defaults, by which a crash is taken over within five seconds', () => {
    const { name, leaseMs, heartbeatMs, connections } = checkedRunnerOptions({ store });
    expect({ leaseMs, heartbeatMs, connections }).toEqual({ leaseMs: 3_000, heartbeatMs: 1_000, connections: 4 });
    expect(name).toContain(`:${process.pid}`);
  });

  it.each([
    ['leaseMs', { leaseMs: 0 }],
    ['connections', { connections: 1.5 }],
    ['stopWithinMs', { stopWithinMs: Number.NaN }],
    ['heartbeatMs', { heartbeatMs: 2_000 }],
  ])('are refused where they cannot be kept: %s', (option, options) => {
    expect(() => checkedRunnerOptions({ store, ...options })).toThrow(
      expect.objectContaining({ code: 'invalid-runner-option', option }),
    );
  });
});
