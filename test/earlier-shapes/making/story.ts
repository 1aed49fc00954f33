import { type AggregateRepository, getAggregateRepositoryToken } from '@daybook/nestjs';
import { CommandBus } from '@nestjs/cqrs';
import { ChargeFee } from '../../../src/accounts/charge-fee/charge-fee.command.js';
import { CreditInterest } from '../../../src/accounts/credit-interest/credit-interest.command.js';
import { Account } from '../../../src/accounts/domain/account.js';
import { StatementImport } from '../../../src/accounts/import-statement/statement-import.js';
import type { Answer } from '../../journeys/running-harbour.js';
import { StatementFolder } from '../../journeys/statement-folder.js';
import type { AskedHarbour } from './asked-harbour.js';

/** What the bank that all others have grown from has stated. */
export const statement = [
  't1,berta-1,1993-01-05,cash-deposit,,90000,90000,,',
  't2,berta-2,1993-01-06,transfer-in,pension,360000,360000,EF,24612278',
  't3,berta-1,1993-01-09,cash-withdrawal,,-45050,44950,,',
  't4,berta-2,1993-01-12,transfer-out,household,-120000,240000,YZ,50112233',
  't5,berta-1,1993-01-31,internal,interest,184,45134,,',
  't6,berta-1,1993-01-31,cash-withdrawal,statement-fee,-1460,43674,,',
  't7,berta-2,1993-02-05,transfer-in,pension,360000,600000,EF,24612278',
];

/** How one request is sent again: under its key it has taken effect already. */
export const repeatable = {
  path: '/accounts/alice/deposits',
  body: { amountMinor: 1000, reference: 'from grandmother', occurredAt: '2026-01-04T11:00:00Z' },
  key: 'kept-store-1',
} as const;

/**
 * What has happened at each kept bank, by what every release of Harbour could be asked: each kind of event, with and
 * without its optional fields, in the currencies of four countries, and an account of another script.
 *
 * @param opensWithDeposit whether the release could still be told of the first deposit together with the opening
 */
export async function tellStory(harbour: AskedHarbour, opensWithDeposit: boolean): Promise<void> {
  const commands = harbour.app.get(CommandBus);
  const send = async (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await harbour.post(path, body, { 'X-Actor': 'teller-7', ...headers });
    if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  };
  const open = (accountId: string, currency: string, more: object = {}): Promise<Answer> =>
    send('/accounts', { accountId, ownerId: `owner-of-${accountId}`, currency, ...more });
  const deposit = (id: string, amountMinor: number, more: object = {}): Promise<Answer> =>
    send(`/accounts/${encodeURIComponent(id)}/deposits`, { amountMinor, ...more });
  const at = (occurredAt: string): { readonly occurredAt: string } => ({ occurredAt });

  await open('alice', 'EUR', { overdraftLimitMinor: 50_000, ...at('2026-01-02T09:00:00Z') });
  await deposit('alice', 12_500, { reference: 'salary', ...at('2026-01-03T08:00:00Z') });
  await send(repeatable.path, repeatable.body, { 'Idempotency-Key': repeatable.key });
  await send('/accounts/alice/withdrawals', { amountMinor: 40_000, reference: 'rent', ...at('2026-01-05T10:00:00Z') });
  await commands.execute(new ChargeFee('alice', 300, 'statement-fee', { occurredAt: new Date('2026-01-31') }));
  await commands.execute(new CreditInterest('alice', 12, { occurredAt: new Date('2026-01-31T23:00:00Z') }));
  await send('/accounts/alice/reversals', { depositVersion: 3, reason: 'sent twice', ...at('2026-02-01T12:00:00Z') });
  await send('/accounts/alice/freeze', { reason: 'court order', ...at('2026-02-02T10:00:00+01:00') });
  await deposit('alice', 70_000, { reference: 'sale of the boat', ...at('2026-02-10T08:00:00Z') });
  await send('/accounts/alice/unfreeze', { reason: 'court order lifted', ...at('2026-02-20T08:00:00Z') });

  await open('bob', 'EUR', at('2026-01-10'));
  await deposit('bob', 500, at('2026-01-11T12:00:00Z'));
  await send('/accounts/bob/withdrawals', { amountMinor: 500, ...at('2026-01-12T12:00:00Z') });
  await send('/accounts/bob/close', { reason: 'moved away', ...at('2026-01-13T12:00:00Z') });

  await open('carla', 'CZK', { overdraftLimitMinor: null, ...at('2026-01-15T07:30:00Z') });
  await send('/accounts/carla/withdrawals', { amountMinor: 100_000, ...at('2026-01-15T08:00:00Z') });
  await deposit('carla', Number.MAX_SAFE_INTEGER - 100_000, at('2026-01-16T08:00:00Z'));
  await send('/accounts/carla/freeze', at('2026-01-17T08:00:00Z'));

  await open('dora', 'USD', at('2026-01-20'));

  const zurich = 'Zürich 東京 50%';
  await open(zurich, 'CHF', { ownerId: 'owner-of-alice', ...at('2026-01-21') });
  await deposit(zurich, 2_000, { reference: 'in the order of the world, this one is the second', ...at('2026-03-01') });
  await deposit(zurich, 1_000, { reference: 'and this one the first', ...at('2026-02-01') });

  if (opensWithDeposit) {
    await open('emil', 'EUR', {
      overdraftLimitMinor: 10_000,
      firstDepositMinor: 25_000,
      ...at('2026-01-07T15:00:00Z'),
    });
    await send('/accounts/emil/withdrawals', { amountMinor: 30_000, ...at('2026-01-08T15:00:00Z') });
    await open('fanny', 'GBP', { firstDepositMinor: 700, ...at('2026-01-09T15:00:00Z') });
    await send('/accounts/fanny/reversals', { depositVersion: 1, reason: 'bounced', ...at('2026-01-19T15:00:00Z') });
    await send('/accounts/fanny/close', at('2026-01-20T15:00:00Z'));
  }
  await importStatement(harbour, commands);
}

async function importStatement(harbour: AskedHarbour, commands: CommandBus): Promise<void> {
  const folder = await StatementFolder.make();
  try {
    const file = await folder.lines(...statement);
    const options = { overdraftLimitMinor: null, concurrency: 1, signal: new AbortController().signal };
    const token = getAggregateRepositoryToken(Account);
    const accounts = harbour.app.get<AggregateRepository<Account>>(token, { strict: false });
    const importing = new StatementImport(commands, accounts, file, options);
    await importing.run();
    if (importing.tally.recorded !== statement.length) throw new Error('The statement was not recorded.');
  } finally {
    await folder.remove();
  }
}
