import { setTimeout as pause } from 'node:timers/promises';
import type { AskedHarbour } from './asked-harbour.js';

/** What a question was answered. */
export interface KeptAnswer {
  readonly path: string;
  readonly status: number;
  readonly etag: string | null;
  readonly body: unknown;
}

interface KnownEvent {
  readonly of: string;
  readonly stream_id: string;
  readonly version: number;
  readonly position: number;
  readonly recorded_at: string;
}

/** Asks all that can be asked of a bank: each account at each version and time, its trail, its statements; the reports. */
export async function answersOfHarbour(harbour: AskedHarbour, rows: readonly string[]): Promise<readonly KeptAnswer[]> {
  const events = rows.map((row) => JSON.parse(row) as KnownEvent).filter(({ of }) => of === 'event');
  await modelsAreThere(harbour, events.at(-1)?.position ?? 0);
  const answers: KeptAnswer[] = [];
  for (const path of questions(events)) answers.push(await answerTo(harbour, path));
  return answers;
}

export async function answerTo(harbour: AskedHarbour, path: string): Promise<KeptAnswer> {
  const { status, headers, body } = await harbour.get(path);
  return { path, status, etag: headers.get('etag'), body };
}

function* questions(events: readonly KnownEvent[]): Generator<string> {
  for (const streamId of new Set(events.map(({ stream_id }) => stream_id))) {
    const account = `/accounts/${encodeURIComponent(streamId.slice('account-'.length))}`;
    const own = events.filter(({ stream_id }) => stream_id === streamId);
    yield account;
    for (const { version } of own) yield `${account}?version=${version}`;
    yield `${account}?version=${own.length + 1}`;
    yield `${account}?recordedBy=${own[0]?.recorded_at.slice(0, 23)}Z`;
    for (const day of ['2026-01-05', '2026-01-31', '2026-02-05']) yield `${account}?occurredBy=${day}`;
    for (const page of ['', '?limit=2', '?from=2&limit=2', '?from=3']) yield `${account}/events${page}`;
    for (const period of ['', '?from=2026-01-04&to=2026-01-31', '?to=1993-01-31', '?from=2026-02-01']) {
      yield `${account}/statement${period}`;
    }
  }
  for (const query of [
    '',
    '?sort=-balanceMinor',
    '?sort=openedAt&limit=3',
    '?status=frozen',
    '?ownerId=owner-of-alice',
  ]) {
    yield `/accounts${query}`;
  }
  for (const period of ['', '?from=2026-01-01&to=2026-01-31']) yield `/reports/daily-totals${period}`;
  for (const at of ['', '?occurredBy=2026-01-16', '?occurredBy=1993-01-31']) yield `/reports/net-worth${at}`;
}

/** Waits for the read models: those that follow, by a position; that of each minute, by what it counts. */
export async function modelsAreThere(harbour: AskedHarbour, head: number): Promise<void> {
  const behind = { 'Daybook-Wait-For': String(head) };
  for (const path of ['/accounts', `/accounts/alice/statement`]) {
    const { status } = await harbour.get(path, behind);
    if (status !== 200) throw new Error(`${path} has not come so far.`);
  }
  const bookings = await bookedLines(harbour);
  const until = performance.now() + 150_000;
  while ((await countedOf(harbour)) !== bookings) {
    if (performance.now() > until) throw new Error('The daily totals have not come so far.');
    await pause(500);
  }
}

async function bookedLines(harbour: AskedHarbour): Promise<number> {
  const { accounts } = (await harbour.get('/accounts?limit=1000')).body as { accounts: { accountId: string }[] };
  let lines = 0;
  for (const { accountId } of accounts) {
    const { body } = await harbour.get(`/accounts/${encodeURIComponent(accountId)}/statement`);
    lines += (body['lines'] as unknown[]).length;
  }
  return lines;
}

async function countedOf(harbour: AskedHarbour): Promise<number> {
  const { days } = (await harbour.get('/reports/daily-totals')).body as { days: { count: number }[] };
  return days.reduce((sum, { count }) => sum + count, 0);
}
