import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { MemoryBank } from '../../../test/journeys/memory-bank.js';
import { StatementFolder } from '../../../test/journeys/statement-folder.js';
import { Random } from '../sample-statement/random.js';
import { CloseAccount } from '../close-account/close-account.command.js';
import { WithdrawFunds } from '../withdraw-funds/withdraw-funds.command.js';
import { commandOf, openingOf } from './command-of.js';
import { StatementMark } from './statement-mark.js';
import type { StatementFile } from '../statement/statement-file.js';

const noOverdraft = { overdraftLimitMinor: 0 };

let folder: StatementFolder;
let bank: MemoryBank;
beforeAll(async () => {
  folder = await StatementFolder.make();
});
afterAll(() => folder.remove());
beforeEach(async () => {
  bank = await MemoryBank.open();
});
afterEach(() => bank.close());

/** Owners who often ask for more than they have, several times a day. */
function carelessOwners(seed: number, rows: number, accounts: number): string[] {
  const random = new Random(seed);
  return Array.from({ length: rows }, (_, row) => {
    const amount = random.percent(40) ? random.between(1, 100) : -random.between(1, 100);
    const day = String(1 + Math.floor((row * 28) / rows)).padStart(2, '0');
    const operation = amount > 0 ? 'cash-deposit' : 'cash-withdrawal';
    return `t${row},a${random.between(1, accounts)},1993-01-${day},${operation},,${amount},0,,`;
  });
}

describe('A statement that is imported again', () => {
  test('changes nothing, also where it was refused and would pass today', async () => {
    const file = await folder.lines(...carelessOwners(1, 300, 5));
    const first = await bank.import(file, noOverdraft);
    expect(Math.min(first.refused, first.recorded)).toBeGreaterThan(40);
    const state = await bank.state();
    const again = await bank.import(file, noOverdraft);
    expect(again).toMatchObject({
      rows: 300,
      recorded: 0,
      opened: 0,
      alreadyThere: first.recorded,
      refused: first.refused,
    });
    expect(again.refusals.map(({ row }) => row.line)).toEqual(first.refusals.map(({ row }) => row.line));
    expect(await bank.state()).toEqual(state);
  });

  test('changes nothing where money has come since that would pay for what was refused', async () => {
    const file = await folder.lines('1,7,1993-01-05,cash-withdrawal,,-10,0,,', '2,7,1993-01-05,cash-deposit,,100,0,,');
    await bank.import(file, noOverdraft);
    const again = await bank.import(file, noOverdraft);
    expect(again.refusals).toMatchObject([{ row: { line: 2 }, rule: 'account-has-gone-on' }]);
    expect((await bank.accounts.load('7')).balanceMinor).toBe(100);
  });

  test('knows its rows after the account was emptied and closed', async () => {
    const file = await folder.lines('1,7,1993-01-05,cash-deposit,,10,0,,', '2,7,1993-01-05,cash-withdrawal,,-4,0,,');
    await bank.import(file);
    await bank.commands.execute(new WithdrawFunds('7', 6, undefined));
    await bank.commands.execute(new CloseAccount('7', undefined));
    expect(await bank.import(file)).toMatchObject({ alreadyThere: 2, refused: 0 });
  });

  test('is known under another name', async () => {
    const lines = carelessOwners(2, 100, 3);
    await bank.import(await folder.lines(...lines), noOverdraft);
    const state = await bank.state();
    await bank.import(await folder.lines(...lines), noOverdraft);
    expect(await bank.state()).toEqual(state);
  });

  test('changes nothing after the statement of the next month, and that one neither', async () => {
    const january = await folder.lines(...carelessOwners(3, 200, 4));
    const next = carelessOwners(4, 200, 4).map((line) => line.replace('1993-01', '1993-02').replace('t', 'u'));
    const february = await folder.lines(...next);
    for (const file of [january, february]) await bank.import(file, noOverdraft);
    const state = await bank.state();
    for (const file of [january, february, january]) {
      expect(await bank.import(file, noOverdraft)).toMatchObject({ recorded: 0 });
      expect(await bank.state()).toEqual(state);
    }
  });

  test('goes on with what a longer copy of it says after its end', async () => {
    const lines = carelessOwners(5, 200, 4);
    await bank.import(await folder.lines(...lines.slice(0, 90)));
    expect(await bank.import(await folder.lines(...lines))).toMatchObject({ recorded: 110, alreadyThere: 90 });
  });
});

describe('An import that breaks down', () => {
  test('anywhere, and is run again, ends as if nothing had happened', async () => {
    const file = await folder.lines(...carelessOwners(6, 150, 4));
    await bank.import(file, noOverdraft);
    const expected = await bank.state();
    for (let after = 0; after < 150; after += 7) {
      const broken = await MemoryBank.open();
      const { mend } = broken.breakDownAfter(after);
      await expect(broken.import(file, noOverdraft)).rejects.toThrow('broken down');
      mend();
      await broken.import(file, noOverdraft);
      expect(await broken.state()).toEqual(expected);
      await broken.close();
    }
  });

  test('ends at a signal with the rows that are under way, and goes on from there', async () => {
    const file = await folder.lines(...carelessOwners(7, 400, 4));
    const stop = new AbortController();
    const { execute } = bank.commands;
    let commands = 0;
    bank.commands.execute = (command: object) => {
      if (++commands === 50) stop.abort('SIGINT');
      return execute.call(bank.commands, command) as never;
    };
    const { rows } = await bank.import(file, { signal: stop.signal });
    expect(rows).toBeGreaterThan(30);
    expect(rows).toBeLessThan(60);
    expect(await bank.import(file)).toMatchObject({ rows: 400, alreadyThere: rows, refused: 0 });
  });
});

describe('A wrong build is found out:', () => {
  async function sendEachRow(file: StatementFile, change: (recording: object) => object = (recording) => recording) {
    const mark = new StatementMark(file);
    for await (const row of file.rows()) {
      if ((await bank.accounts.find(row.accountId)) === undefined) await bank.commands.execute(openingOf(row, mark, 0));
      const command = commandOf(row, mark);
      Object.assign(command, { recording: change(command.recording) });
      await bank.commands.execute(command).catch(() => undefined);
    }
  }

  test('one that sends every row again, and leaves it to the store to know them', async () => {
    const file = await folder.lines(...carelessOwners(1, 300, 5));
    await sendEachRow(file);
    const { length } = await bank.state();
    await sendEachRow(file);
    expect((await bank.state()).length).toBeGreaterThan(length);
  });

  test('one that gives its events new ids', async () => {
    const file = await folder.lines('1,7,1993-01-05,cash-deposit,,10,0,,');
    const withoutSeed = (recording: object) => ({ ...recording, eventIdSeed: undefined });
    await sendEachRow(file, withoutSeed);
    await sendEachRow(file, withoutSeed);
    expect((await bank.accounts.load('7')).balanceMinor).toBe(20);
  });

  test('one that sends the rows of an account side by side', async () => {
    const file = await folder.lines(...carelessOwners(1, 300, 5));
    await bank.import(file, noOverdraft);
    const inOrder = await bank.state();
    const mark = new StatementMark(file);
    const hasty = await MemoryBank.open();
    const opened = new Set<string>();
    const sent: Promise<unknown>[] = [];
    for await (const row of file.rows()) {
      if (!opened.has(row.accountId)) await hasty.commands.execute(openingOf(row, mark, 0));
      opened.add(row.accountId);
      // Whoever has to wait a little longer, for a connection or for the processor, comes later.
      const late = pause(Math.random() * 5).then(() => hasty.commands.execute(commandOf(row, mark)));
      sent.push(late.catch(() => 'refused'));
    }
    await Promise.all(sent);
    expect(await hasty.state()).not.toEqual(inOrder);
    await hasty.close();
  });
});
