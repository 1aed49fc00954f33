import type { ModelDatabase } from '../postgres/model-database.js';
import { type QueryProgram, queryPrograms } from './query-programs.js';
import { ModelConnection, type Step } from '../postgres/model-connection.js';
import { ConnectionEnded } from '../postgres/sql-error.js';
import type { Program } from '../postgres/statement.js';

/** A place in a pool, with the connection that is in it; a lost one gives way to another one. */
class Slot {
  connection: ModelConnection;
  isTaken = false;
  client: object | undefined;
  /** Of the server, when it was connected. */
  life: number;

  constructor(
    private readonly database: ModelDatabase,
    readonly name: string,
  ) {
    this.connection = new ModelConnection(database, name);
    this.life = database.life;
  }

  renew(): void {
    this.connection.end();
    this.connection = new ModelConnection(this.database, this.name);
    this.client = undefined;
    this.life = this.database.life;
  }
}

/** The connections of a process, each of which does a step when the schedule says so. */
export class ModelPool {
  readonly #slots: readonly Slot[];
  readonly #waiting: { readonly resolve: (slot: Slot) => void; readonly reject: (error: unknown) => void }[] = [];
  isKilled = false;
  #isCut = false;

  constructor(
    readonly database: ModelDatabase,
    process: string,
    readonly size: number,
    readonly programs: Readonly<Record<string, QueryProgram>> = queryPrograms,
  ) {
    this.#slots = Array.from({ length: size }, (_, at) => new Slot(database, `${process}.${at + 1}`));
  }

  /** Undefined if the connection has nothing to do. */
  step(at: number): Step | undefined {
    return this.isKilled ? undefined : this.#slots[at]?.connection.step();
  }

  /** Whether a connection has something to do. */
  isBusyAt(at: number): boolean {
    return !this.isKilled && this.#slots[at]?.connection.isBusy === true;
  }

  /** The process is no more; nothing is answered. */
  kill(): void {
    this.isKilled = true;
    for (const { connection } of this.#slots) connection.end();
  }

  /** All of it is over: whoever waits is told so, and nothing is answered any more. */
  cut(): void {
    this.#isCut = true;
    for (const { connection } of this.#slots) connection.cut();
    for (const { reject } of this.#waiting.splice(0)) reject(new ConnectionEnded());
  }

  async take(): Promise<Slot> {
    if (this.#isCut) throw new ConnectionEnded();
    const slot =
      this.#slots.find(({ isTaken }) => !isTaken) ??
      (await new Promise<Slot>((resolve, reject) => this.#waiting.push({ resolve, reject })));
    slot.isTaken = true;
    if (slot.life !== this.database.life) slot.renew();
    return slot;
  }

  give(slot: Slot): void {
    // Given back in the middle of something: nobody waits for it any more.
    if (slot.connection.isBusy || slot.connection.isInTransaction) slot.renew();
    const next = this.#waiting.shift();
    if (next === undefined) slot.isTaken = false;
    else next.resolve(slot);
  }

  /** Runs a program on a connection that has been taken. */
  run<R>(slot: Slot, program: Program<R>): Promise<R> {
    if (this.#isCut) return Promise.reject(new ConnectionEnded());
    if (this.isKilled) return new Promise<never>(() => undefined);
    // Lost under the hands of whoever has it: for him it stays so.
    if (slot.life !== this.database.life) return Promise.reject(new ConnectionEnded());
    return new Promise<R>((resolve, reject) => slot.connection.start(program, resolve, reject));
  }

  /** Runs a program on any connection. */
  async ask<R>(program: Program<R>): Promise<R> {
    const slot = await this.take();
    try {
      return await this.run(slot, program);
    } finally {
      this.give(slot);
    }
  }
}

export type { Slot };
