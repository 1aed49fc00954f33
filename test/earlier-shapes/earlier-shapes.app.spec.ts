import { type AggregateRepository, getAggregateRepositoryToken } from '@daybook/nestjs';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { Account } from '../../src/accounts/domain/account.js';
import { StatementImport } from '../../src/accounts/import-statement/statement-import.js';
import { foldTransactions } from '../../src/accounts/verify-statement/fold-transactions.js';
import { StatementVerification } from '../../src/accounts/verify-statement/statement-verification.js';
import { type Answer, RunningHarbour } from '../journeys/running-harbour.js';
import { StatementFolder } from '../journeys/statement-folder.js';
import { KeptStore } from './kept-store.js';
import { answerTo, type KeptAnswer, modelsAreThere } from './making/answers-of-harbour.js';
import { repeatable, statement } from './making/story.js';
import { releases } from './releases.js';

afterEach(() => {
  jest.useRealTimers();
});

/** A scheduled projection is brought up to date each minute: of all that tells the time the dates alone, a minute on. */
function aMinuteLater(): void {
  const own = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'] as const;
  const doNotFake = [...own, 'nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const;
  jest.useFakeTimers({ now: Date.now() + 60_000, doNotFake: [...doNotFake] });
}

type Entry = Readonly<Record<string, unknown>>;

/** The trail shows what is recorded by its name of today; all else is answered as it was. */
function asToday(answer: KeptAnswer): KeptAnswer {
  const { events, ...rest } = answer.body as { readonly events?: readonly Entry[] };
  if (events === undefined) return answer;
  // What Express makes of the bytes: those of another name, and of the fields in another order, are others.
  const etag = expect.stringMatching(/^W\//) as unknown as string;
  return { ...answer, etag, body: { ...rest, events: events.flatMap(entriesOfToday) } };
}

function entriesOfToday(entry: Entry): readonly Entry[] {
  if (entry['type'] === 'account.blocked') return [{ ...entry, type: 'account.frozen' }];
  if (entry['type'] !== 'account.opened-with-deposit') return [entry];
  const { amountMinor, ...opening } = entry['data'] as Entry;
  return [
    { ...entry, type: 'account.opened', data: opening },
    { ...entry, type: 'account.funds-deposited', schemaVersion: 1, data: { amountMinor } },
  ];
}

function accountsOf({ app }: RunningHarbour): AggregateRepository<Account> {
  return app.get<AggregateRepository<Account>>(getAggregateRepositoryToken(Account), { strict: false });
}

describe.each(releases)('A store that the release $name has written', ({ name, patch, opensWithDeposit }) => {
  let kept: KeptStore;
  let harbour: RunningHarbour;
  beforeAll(async () => {
    kept = await KeptStore.read(name);
    harbour = await RunningHarbour.on(await kept.restored());
  });
  afterAll(() => harbour.stop());
  const send = (path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
    harbour.post(path, body, headers);

  test('answers today what it answered then, at every version and time', async () => {
    aMinuteLater();
    await modelsAreThere(harbour, kept.head);
    const answers: KeptAnswer[] = [];
    for (const { path } of kept.answers) answers.push(await answerTo(harbour, path));
    // Byte for byte, where the release is one that there was.
    expect(answers).toEqual(patch ? kept.answers.map(asToday) : kept.answers);
  });

  test('knows the statement that was imported, and has each of its balances', async () => {
    const folder = await StatementFolder.make();
    const accounts = accountsOf(harbour);
    const options = { overdraftLimitMinor: null, concurrency: 1, signal: new AbortController().signal };
    const file = await folder.lines(...statement);
    const again = new StatementImport(harbour.app.get(CommandBus), accounts, file, options);
    await again.run();
    expect(again.tally).toMatchObject({ opened: 0, recorded: 0, refused: 0, alreadyThere: statement.length });
    const verifying = new StatementVerification(accounts, await folder.lines(...statement), options);
    await verifying.run();
    expect(verifying.tally).toMatchObject({ rows: statement.length, agreeing: statement.length });
    await folder.remove();
    expect((await harbour.get('/health')).body).toMatchObject({ details: { 'event-store': { head: kept.head } } });
  });

  test('goes on where it was', async () => {
    const keyed = await send(repeatable.path, repeatable.body, {
      'X-Actor': 'teller-7',
      'Idempotency-Key': repeatable.key,
    });
    expect(keyed).toMatchObject({ status: 200, body: { version: 3, position: 3 } });
    expect(await send('/accounts/carla/withdrawals', { amountMinor: 1 })).toMatchObject({
      status: 422,
      body: { code: 'account-must-not-be-frozen' },
    });
    expect(await send('/accounts/carla/unfreeze', {}, { 'If-Match': '"4"' })).toMatchObject({ body: { version: 5 } });
    const reversal = { depositVersion: 2, reason: 'bounced' };
    expect(await send('/accounts/alice/reversals', reversal, { 'If-Match': '"10"' })).toMatchObject({
      body: { version: 11, balanceMinor: 29_712 },
    });
    expect(await send('/accounts/dora/deposits', { amountMinor: 5 })).toMatchObject({ body: { version: 2 } });
    expect((await harbour.get('/accounts/dora/events?from=2')).body['events']).toMatchObject([
      { type: 'account.funds-deposited', schemaVersion: 1, data: { amountMinor: 5 } },
    ]);
    if (!opensWithDeposit) return;
    // Of a statement it knows nothing, but is folded to the end.
    expect(await foldTransactions(accountsOf(harbour), 'emil').next()).toMatchObject({ done: true });
    expect(await send('/accounts/emil/reversals', { depositVersion: 1, reason: 'bounced' })).toMatchObject({
      body: { version: 3, balanceMinor: -30_000 },
    });
  });
});
