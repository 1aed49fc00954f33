import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import type { Heartbeat } from '../../live-process.js';
import { storeBehind } from './between.js';
import { Gate } from './gate.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

/** How a retry meets the signs of life beside it. */
interface Meeting {
  readonly transactional: boolean;
  /** Whether the consumer can apply by now what was parked. */
  readonly isMended: boolean;
  /** Whether what is reported is on record, and the process is not told yet, when the retry is to move the checkpoint. */
  readonly isUntold: boolean;
}

/** Retries a parked event; meanwhile the log goes on with what is not wanted, and a sign of life puts that on record. */
async function retried(stage: Stage, { transactional, isMended, isUntold }: Meeting): Promise<object> {
  const [retry, report] = [new Gate(), new Gate()];
  const state = { isAsked: false, met: 0, checkpoint: 0 };
  const between: Record<string, (heartbeat: Heartbeat) => Promise<void> | undefined> = {
    beat: ({ reports: [told] }) => {
      state.checkpoint = told?.checkpoint ?? 0;
      return state.isAsked && isUntold && told !== undefined && told.position > told.checkpoint
        ? report.pass()
        : undefined;
    },
    dueRetries: () => (state.isAsked && transactional ? retry.pass() : undefined),
  };
  const store = storeBehind(stage.store, (method, call, [first]) => {
    const step = between[method];
    if (step === undefined) return call();
    return (async () => {
      const answer = await call();
      await step(first as Heartbeat);
      return answer;
    })();
  });
  const consumer = new RecordingConsumer({ from: await stage.store.head(), transactional, categories: ['note'] });
  consumer.meet = async () => {
    if (state.isAsked) state.met++;
    if (state.isAsked && !transactional) await retry.pass();
    if (!state.isAsked || !isMended) throw new Error('I cannot bear it.');
  };
  const { runner, notices } = await stage.run([consumer], { store, leaseMs: 10_000 });
  await stage.append(newStream(), 'poison');
  await runner.whenIdle();

  state.isAsked = true;
  await stage.store.subscriptions.retry(consumer.name);
  await until('the retry is under way', () => retry.isReached);
  await stage.append(newStream('other'), 'not wanted');
  runner.wake();
  const head = await stage.store.head();
  await until('it is on record', () => (isUntold ? report.isReached : state.checkpoint === head));
  retry.open();
  // What is let go comes to where it waits for the sign of life.
  await new Promise((resolve) => setTimeout(resolve, 50));
  report.open();
  await runner.whenIdle({ timeoutMs: 5_000 });

  const parked = await stage.store.subscriptions.parked(consumer.name);
  const troubles = notices.flatMap((of) =>
    of.word === 'failing' && of.doing === 'moving on in the store' ? [of.error] : [],
  );
  return { texts: consumer.texts, met: state.met, attempts: parked.map(({ attempts }) => attempts), troubles };
}

const made = { texts: ['poison'], met: 1, attempts: [], troubles: [] };

/** What holds of retries while the log goes on. */
export const retries: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'comes to the end of a retry whose effect took longer than a sign of life'(stage) {
    expect(await retried(stage, { transactional: false, isMended: true, isUntold: false })).toEqual(made);
  },

  async 'makes the effect of a retry once when the answer to a sign of life comes in between'(stage) {
    expect(await retried(stage, { transactional: false, isMended: true, isUntold: true })).toEqual(made);
  },

  async 'writes what is retried once when the answer to a sign of life comes in between'(stage) {
    expect(await retried(stage, { transactional: true, isMended: true, isUntold: true })).toEqual(made);
  },

  async 'keeps on record at once that a retry has failed, whatever signs of life say meanwhile'(stage) {
    const found = await retried(stage, { transactional: false, isMended: false, isUntold: true });
    expect(found).toEqual({ texts: [], met: 1, attempts: [3], troubles: [] });
  },
};
