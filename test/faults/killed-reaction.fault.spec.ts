import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { closingAfterEach } from './load/closing.js';
import { Credited } from './load/credited.js';
import { EffectReceiver } from './load/effect-receiver.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { SourceProcess } from './load/source-process.js';

const kills = inForm({ short: 2, long: 30 });
const [streams, events] = [8, 60];
const main = new URL('./load/reacting-process.ts', import.meta.url);

const closing = closingAfterEach();

interface Run {
  readonly lost: number;
  readonly copies: number;
  /** Effects that came after one of a later event of their stream. */
  readonly overtaken: number;
}

/** Lets a process react to what is in the log, kills it now and then between effect and checkpoint, and looks. */
async function run(build: string, kills: number): Promise<Run> {
  const database = closing(await createOwnDatabase());
  const { store } = closing(await openStore(database.applicationUrl));
  for (let n = 0; n < streams; n++) {
    const credits = Array.from({ length: events }, (_, at) => Credited.of({ request: `${n}`, item: at + 1 }));
    await store.append(`credit-${n}`, credits, { expected: 'noStream' });
  }
  const receiver = closing(await EffectReceiver.open());
  const all = streams * events;
  for (let kill = 1; kill <= kills; kill++) {
    const process = await started(database.applicationUrl, receiver.url, build);
    // At this one, which has taken effect and is not answered.
    const at = receiver.requests.length + Math.ceil((Math.random() * all) / kills / 2);
    receiver.received = () => {
      if (receiver.requests.length === at) process.signal('SIGKILL');
    };
    await process.killed();
  }
  const last = await started(database.applicationUrl, receiver.url, build);
  receiver.lastAt = performance.now();
  // Only of a wrong build it is expected that some never come.
  const patienceMs = build === 'daybook' ? 30_000 : 3_000;
  while (receiver.effects.length < all && performance.now() - receiver.lastAt < patienceMs) await pause(50);
  await last.close();
  return judged(receiver, all);
}

async function started(url: string, receiver: string, build: string): Promise<SourceProcess> {
  const process = closing(SourceProcess.begin('A process that reacts', main, url, receiver, build));
  expect(await process.says()).toBe('started');
  return process;
}

function judged({ requests, effects }: EffectReceiver, all: number): Run {
  const seen = new Map<string, number>();
  let overtaken = 0;
  for (const { stream, version } of effects) {
    const before = seen.get(stream) ?? 0;
    if (version < before) overtaken++;
    seen.set(stream, Math.max(before, version));
  }
  return { lost: all - effects.length, copies: requests.length - effects.length, overtaken };
}

test('a reaction that is killed between effect and checkpoint has each effect again under its key, and loses none', async () => {
  const { lost, copies, overtaken } = await run('daybook', kills);
  expect({ lost, overtaken }).toEqual({ lost: 0, overtaken: 0 });
  printFelt('killed reaction', { kills, copies });
});

test('one that is done before its effect has happened loses effects', async () => {
  expect((await run('checks-first', 1)).lost).toBeGreaterThan(0);
});

test('one that keeps no order per stream has effects overtake each other', async () => {
  expect((await run('unordered', 0)).overtaken).toBeGreaterThan(0);
});
