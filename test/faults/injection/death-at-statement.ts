import pg from 'pg';
import type { Death, Phase } from '../load/release-words.js';

interface PhaseMarks {
  readonly begins: RegExp;
  /** Undefined where it has no end of its own. */
  readonly ends?: RegExp;
  /** Whether it is one transaction, so that the statements of other connections do not count. */
  readonly isTransaction?: boolean;
  /** Whether somebody must have asked for it. */
  readonly isAsked?: boolean;
}

const oneSwitch = { begins: /pg_advisory_xact_lock\(hashtextextended/, ends: /^COMMIT/, isTransaction: true };

/** By which statements a phase is known. */
const marks: Readonly<Record<Phase, PhaseMarks>> = {
  build: { begins: /INSERT INTO "purses_v2_g\d+"/ },
  comparison: { begins: /ORDER BY random\(\) LIMIT/ },
  switch: oneSwitch,
  rollback: oneSwitch,
  drop: { begins: /./, isAsked: true },
};

/** Kills this process, by SIGKILL, at a certain statement of a phase: before it is sent, or on its way. */
export class DeathAtStatement {
  #isAsked = false;
  #client: unknown;
  #count = 0;

  constructor(
    private readonly death: Death,
    private readonly dying: (text: string) => void,
  ) {
    const met = (client: unknown, given: unknown): boolean => this.#met(client, textOf(given));
    const send = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
    pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
      if (!met(this, given[0])) return send.apply(this, given);
      if (!death.sent) process.kill(process.pid, 'SIGKILL');
      const answer = send.apply(this, given);
      setImmediate(() => process.kill(process.pid, 'SIGKILL'));
      return answer;
    } as typeof pg.Client.prototype.query;
  }

  /** Somebody has asked for a phase. */
  asked(phase: string): void {
    if (phase === this.death.during) this.#isAsked = true;
  }

  #met(client: unknown, text: string): boolean {
    const { begins, ends, isTransaction = false, isAsked = false } = marks[this.death.during];
    if (isAsked && !this.#isAsked) return false;
    if (this.#client === undefined && !begins.test(text)) return false;
    this.#client ??= client;
    if (isTransaction && this.#client !== client) return false;
    this.#count++;
    if (this.#count !== this.death.at && ends?.test(text) !== true) return false;
    this.dying(text);
    return true;
  }
}

/** The driver takes a text, or something that has one. */
function textOf(given: unknown): string {
  if (typeof given === 'string') return given;
  const { text } = (given ?? {}) as { readonly text?: unknown };
  return typeof text === 'string' ? text : '';
}
