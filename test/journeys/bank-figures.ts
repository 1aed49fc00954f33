/** What a day has moved. */
export interface DayFigures {
  readonly day: string;
  inMinor: number;
  outMinor: number;
  feesMinor: number;
  interestMinor: number;
  readonly reversedMinor: 0;
  count: number;
}

/** A line of an account, with the balance after it. */
export interface LineFigures {
  readonly day: string;
  readonly amountMinor: number;
  readonly balanceMinor: number;
}

/** What an account's statement of a period has to say. */
export interface StatementFigures {
  readonly openingBalanceMinor: number;
  readonly closingBalanceMinor: number;
  readonly lines: readonly LineFigures[];
}

const fees = ['statement-fee', 'sanction-interest'];

/** What follows from the rows of a statement, added up here: nothing of Harbour is asked for it. */
export class BankFigures {
  readonly #byAccount = new Map<string, LineFigures[]>();

  /** @param rows the fields of each line, without the header */
  constructor(private readonly rows: readonly (readonly string[])[]) {
    for (const [, account = '', day = '', , , amount, balance] of rows) {
      const lines = this.#byAccount.get(account) ?? [];
      lines.push({ day, amountMinor: Number(amount), balanceMinor: Number(balance) });
      this.#byAccount.set(account, lines);
    }
  }

  get accounts(): readonly string[] {
    return [...this.#byAccount.keys()];
  }

  /** All days of an account's rows lie in the order of the file: then the bank's own balances are those of a statement. */
  get isInOrder(): boolean {
    return [...this.#byAccount.values()].every((lines) =>
      lines.every(({ day }, index) => index === 0 || (lines[index - 1]?.day ?? '') <= day),
    );
  }

  balanceOf(account: string): number {
    return this.#linesOf(account).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  }

  bookingsOf(account: string): number {
    return this.#linesOf(account).length;
  }

  openedOn(account: string): string {
    return this.#linesOf(account)[0]?.day ?? '';
  }

  statement(account: string, from: string, to: string): StatementFigures {
    const all = this.#linesOf(account);
    const sumOf = (lines: readonly LineFigures[]): number => lines.reduce((sum, line) => sum + line.amountMinor, 0);
    const before = all.filter(({ day }) => day < from);
    const lines = all.filter(({ day }) => day >= from && day <= to);
    return { openingBalanceMinor: sumOf(before), closingBalanceMinor: sumOf([...before, ...lines]), lines };
  }

  days(): readonly DayFigures[] {
    const days = new Map<string, DayFigures>();
    const nothing = { inMinor: 0, outMinor: 0, feesMinor: 0, interestMinor: 0, reversedMinor: 0, count: 0 } as const;
    for (const [, , day = '', , purpose = '', amount] of this.rows) {
      const figures: DayFigures = days.get(day) ?? { day, ...nothing };
      days.set(day, figures);
      const minor = Number(amount);
      figures.count += 1;
      if (fees.includes(purpose)) figures.feesMinor += Math.abs(minor);
      else if (purpose === 'interest') figures.interestMinor += Math.abs(minor);
      else if (minor > 0) figures.inMinor += minor;
      else figures.outMinor -= minor;
    }
    return [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
  }

  /** What all accounts held at the end of a day, and how many had been opened by then. */
  worthOn(day: string): { readonly totalMinor: number; readonly accounts: number } {
    let totalMinor = 0;
    const accounts = new Set<string>();
    for (const [, account = '', bookedOn = '', , , amount] of this.rows) {
      if (bookedOn > day) continue;
      totalMinor += Number(amount);
      accounts.add(account);
    }
    return { totalMinor, accounts: accounts.size };
  }

  #linesOf(account: string): readonly LineFigures[] {
    return this.#byAccount.get(account) ?? [];
  }
}
