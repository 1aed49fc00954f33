import { AggregateNotFound } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository, type SelectQueryBuilder } from 'typeorm';
import { periodTooLong } from '../period.parameters.js';
import type { AccountStatement } from './account-statement.js';
import { bookedLines, type PlacedBooking } from './booked-lines.js';
import { StatementLine } from './statement-line.js';
import { ViewStatement } from './view-statement.query.js';

/** The most lines of one statement. */
const mostLines = 10_000;

@QueryHandler(ViewStatement)
export class ViewStatementHandler implements IQueryHandler<ViewStatement> {
  constructor(@InjectRepository(StatementLine) private readonly lines: Repository<StatementLine>) {}

  async execute(asked: ViewStatement): Promise<AccountStatement> {
    // What is recorded between two statements of a transaction must not be in one sum and not in the other.
    return this.lines.manager.transaction('REPEATABLE READ', (manager) => this.#statement(asked, manager));
  }

  async #statement({ accountId, period }: ViewStatement, manager: EntityManager): Promise<AccountStatement> {
    const { from, to } = period;
    const exists = await manager.existsBy(StatementLine, { accountId });
    if (!exists) throw new AggregateNotFound('account', accountId);
    const openingBalanceMinor = from === undefined ? 0 : await balanceBefore(from, linesOf(accountId, manager));
    const within = linesOf(accountId, manager).andWhere("line.kind <> 'opening'");
    if (from !== undefined) within.andWhere('line.occurredAt >= :from', { from });
    if (to !== undefined) within.andWhere('line.occurredAt <= :to', { to });
    const found = await within
      .orderBy('line.occurredAt')
      .addOrderBy('line.version')
      .limit(mostLines + 1)
      .getMany();
    if (found.length > mostLines) throw periodTooLong(mostLines, 'lines');
    const lines = bookedLines(openingBalanceMinor, found as readonly (StatementLine & PlacedBooking)[]);
    const closingBalanceMinor = lines.at(-1)?.balanceMinor ?? openingBalanceMinor;
    return { accountId, from: from ?? null, to: to ?? null, openingBalanceMinor, closingBalanceMinor, lines };
  }
}

function linesOf(accountId: string, manager: EntityManager): SelectQueryBuilder<StatementLine> {
  return manager.createQueryBuilder(StatementLine, 'line').where('line.accountId = :accountId', { accountId });
}

async function balanceBefore(from: Date, lines: SelectQueryBuilder<StatementLine>): Promise<number> {
  const sum = lines.andWhere('line.occurredAt < :from', { from }).select('sum(line.amountMinor)', 'balance');
  return Number((await sum.getRawOne<{ balance: string | null }>())?.balance ?? 0);
}
