import type { VaultCommand, VaultRequest } from './vault-requests.js';

/** How many vaults there are at a time, and how many requests each is asked before a new one takes its place. */
const atATime = 4;
const lifetime = 150;
const limit = 400;

/** Random requests, the same for the same seed. */
export class VaultPlan {
  #state: number;
  #keys = 0;
  readonly #asked = new Array<number>(atATime).fill(0);

  constructor(
    seed: number,
    private readonly name: string,
  ) {
    this.#state = seed;
  }

  /** One of the vaults that there are now; asked for often enough, it is another one. */
  vault(): string {
    const slot = this.below(atATime);
    const asked = this.#asked[slot]!++;
    return `${this.name}.${slot}.${Math.floor(asked / lifetime)}`;
  }

  /** @param version at which the vault was a moment ago */
  request(id: string, version: number): VaultRequest {
    if (version === 0 || this.below(60) === 0) return { id, way: 'created', commands: [{ name: 'open', limit }] };
    const turn = this.below(100);
    if (turn < 5) return { id, way: 'loaded', commands: [] };
    if (turn < 12) return { id, way: 'saved', commands: [this.command()] };
    if (turn < 18) return { id, way: 'committed', commands: [this.command(), this.command()] };
    if (turn < 30)
      return {
        id,
        way: 'rolled back',
        commands: this.below(2) === 0 ? [this.command()] : [this.command(), this.command()],
      };
    if (turn < 38)
      return { id, way: 'updated', commands: [this.command()], expected: Math.max(1, version - this.below(3)) };
    if (turn < 48) return { id, way: 'updated', commands: [this.command()], key: `${this.name}.${++this.#keys}` };
    return { id, way: 'updated', commands: [this.command()] };
  }

  command(): VaultCommand {
    const turn = this.below(100);
    if (turn < 38) return { name: 'credit', amount: 1 + this.below(90) };
    if (turn < 72) return { name: 'debit', amount: 1 + this.below(150) };
    if (turn < 80) return { name: 'freeze' };
    if (turn < 97) return { name: 'thaw' };
    return { name: 'open', limit };
  }

  /** A whole number from 0, below a limit. */
  below(end: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }
}
