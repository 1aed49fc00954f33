import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HarbourProcess } from '../journeys/harbour-process.js';
import { inForm, printFelt } from './judgement/felt.js';
import { type Asked, type CopyAnswer, sendUntilAnswered } from './load/command-copies.js';
import { type OwnServer, startOwnServer } from './load/own-server.js';

const rounds = inForm({ short: 3, long: 40 });
const copies = 50;
const amountMinor = 7;

let own: OwnServer;
let folder: string;
/** Two processes of one application. The first is killed now and then, and started again. */
let harbours: [HarbourProcess, HarbourProcess];
let addresses: [string, string];

async function started(): Promise<readonly [HarbourProcess, string]> {
  const harbour = new HarbourProcess(folder, {
    DATABASE_URL: own.applicationUrl,
    MIGRATION_DATABASE_URL: own.url,
  });
  return [harbour, await harbour.address()];
}

beforeAll(async () => {
  own = await startOwnServer();
  folder = await mkdtemp(join(tmpdir(), 'daybook-copies-'));
  const [one, two] = await Promise.all([started(), started()]);
  harbours = [one[0], two[0]];
  addresses = [one[1], two[1]];
});
afterAll(async () => {
  await HarbourProcess.killAll();
  await own.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened(): Promise<string> {
  const accountId = randomUUID();
  const body = { accountId, ownerId: 'o-1', currency: 'EUR' };
  const { status } = await sendUntilAnswered(
    () => addresses[1],
    { path: '/accounts', body, keyOf: () => randomUUID() },
    0,
  );
  expect(status).toBe(201);
  return accountId;
}

async function balanceOf(accountId: string): Promise<number> {
  const response = await fetch(`${addresses[1]}/accounts/${accountId}`);
  return ((await response.json()) as { readonly balanceMinor: number }).balanceMinor;
}

async function sendCopies(asked: Asked): Promise<readonly CopyAnswer[]> {
  return Promise.all(
    Array.from({ length: copies }, (_, copy) => sendUntilAnswered(() => addresses[copy % 2] as string, asked, copy)),
  );
}

async function killAndStartAgain(): Promise<void> {
  await sleep(Math.random() * 15);
  harbours[0].signal('SIGKILL');
  await harbours[0].exit;
  [harbours[0], addresses[0]] = await started();
}

test('fifty copies of a command in two processes, one of which is killed, have one effect and equal answers', async () => {
  const counts = { copies: 0, kills: 0, lost: 0, others: 0 };
  for (let round = 0; round < rounds; round++) {
    const accountId = await opened();
    const key = randomUUID();
    const asked = { path: `/accounts/${accountId}/deposits`, body: { amountMinor }, keyOf: () => key };
    const [answers] = await Promise.all([sendCopies(asked), killAndStartAgain()]);
    counts.kills++;
    counts.copies += answers.length;
    counts.lost += answers.filter(({ lost }) => lost > 0).length;

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await balanceOf(accountId)).toBe(amountMinor);

    const other = { ...asked, body: { amountMinor: amountMinor + 1 } };
    const refusal = await sendUntilAnswered(() => addresses[0], other, 0);
    expect(refusal.status).toBe(409);
    expect(JSON.parse(refusal.text)).toMatchObject({ code: 'idempotency-key-conflict' });
    counts.others++;
    expect(await balanceOf(accountId)).toBe(amountMinor);
  }
  printFelt('F20 copies of a command', { injected: counts.kills, felt: counts.lost, ...counts });
});

test('a client that names each copy anew is caught', async () => {
  const accountId = await opened();
  const answers = await sendCopies({
    path: `/accounts/${accountId}/deposits`,
    body: { amountMinor },
    keyOf: () => randomUUID(),
  });
  expect(new Set(answers.map(({ text }) => text)).size).toBeGreaterThan(1);
  expect(await balanceOf(accountId)).toBeGreaterThan(amountMinor);
});
