/** When each command of an order was begun, and when the event that led to it was answered: 0 is the submission. */
export interface OrderTimes {
  /** In microseconds of the machine's monotonic clock. */
  readonly begun: readonly number[];
  readonly answered: readonly number[];
}

/** What the handlers of a process have noted since they were last asked. */
export class StepTimes {
  #orders = new Map<string, { begun: number[]; answered: number[] }>();

  /** Notes around the work of a handler when it was begun, and when it was answered. */
  async around(orderId: string, work: () => Promise<unknown>): Promise<void> {
    const begun = nowMicros();
    await work();
    const of = this.#orders.get(orderId) ?? { begun: [], answered: [] };
    this.#orders.set(orderId, of);
    of.begun.push(begun);
    of.answered.push(nowMicros());
  }

  /** How many orders have had so many commands. */
  ordersWith(commands: number): number {
    let count = 0;
    for (const { answered } of this.#orders.values()) if (answered.length >= commands) count++;
    return count;
  }

  /** Everything, and begins anew. */
  take(): readonly (readonly [order: string, OrderTimes])[] {
    const taken = [...this.#orders];
    this.#orders = new Map();
    return taken;
  }
}

export function nowMicros(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
