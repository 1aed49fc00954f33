import type { Court } from './court.js';
import type { WordOf } from './invariant.js';
import type { Judge, LookedAt } from './judge.js';

/** What a type of event makes of what is there: in purses and on shelves, and in the hands of its instance. */
interface Moved {
  /** Whether it goes out of its purse, or off its shelf (-1), comes there (1), or does not touch what is free (0). */
  readonly free: -1 | 0 | 1;
  /** What the instance has in hand by it, of which there is more or less. */
  readonly hands: Readonly<Partial<Record<Hand, -1 | 1>>>;
}

/** Coins of a move that are in no purse; coins and items that are held; coins that were paid; items that were sent. */
type Hand = 'coins on their way' | 'coins held' | 'items reserved' | 'coins paid' | 'items sent';

const moved: Readonly<Record<string, Moved>> = {
  'proof.withdrawn': { free: -1, hands: { 'coins on their way': 1 } },
  'proof.deposited': { free: 1, hands: { 'coins on their way': -1 } },
  'proof.returned': { free: 1, hands: { 'coins on their way': -1 } },
  'proof.held': { free: -1, hands: { 'coins held': 1 } },
  'proof.captured': { free: 0, hands: { 'coins held': -1, 'coins paid': 1 } },
  'proof.let-go': { free: 1, hands: { 'coins held': -1 } },
  'proof.refunded': { free: 1, hands: { 'coins paid': -1 } },
  'proof.reserved': { free: -1, hands: { 'items reserved': 1 } },
  'proof.shipped': { free: 0, hands: { 'items reserved': -1, 'items sent': 1 } },
  'proof.released': { free: 1, hands: { 'items reserved': -1 } },
  'proof.taken-back': { free: 1, hands: { 'items sent': -1 } },
};

/** By which word it is told of that there is less than nothing in a hand, or something left in the end. */
const wordOf: Readonly<Record<Hand, WordOf<'I8'>>> = {
  'coins on their way': 'money',
  'coins held': 'hold',
  'items reserved': 'hold',
  'coins paid': 'money',
  'items sent': 'stock',
};

/** Where what an instance moves must come from, and go to, as it was asked for. */
const places: Readonly<Record<string, readonly [category: string, field: string, amount: string]>> = {
  'proof.withdrawn': ['purse', 'from', 'coins'],
  'proof.deposited': ['purse', 'to', 'coins'],
  'proof.returned': ['purse', 'from', 'coins'],
  ...each(['proof.held', 'proof.captured', 'proof.let-go', 'proof.refunded'], ['purse', 'purse', 'coins']),
  ...each(['proof.reserved', 'proof.shipped', 'proof.released', 'proof.taken-back'], ['shelf', 'shelf', 'items']),
};

/**
 * I8 of what sagas move, after each event: no purse and no shelf is below nothing; no instance gives what it has not taken; all
 * is as it was asked for. In the end no instance has anything in hand, and what was sent was paid.
 */
export class Goods implements Judge {
  readonly #free = new Map<string, number>();
  readonly #hands = new Map<string, Map<Hand, number>>();

  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    const { log } = this.court;
    let looked = 0;
    for (let index = 0; index < log.size; index++) {
      const type = log.types[index] ?? '';
      const how = moved[type];
      if (type === 'proof.supplied') this.#change(index, 1);
      if (how === undefined) continue;
      looked += 1;
      this.#asAsked(index, type);
      this.#change(index, how.free);
      this.#handle(index, how.hands);
    }
    for (const [key, hands] of this.#hands) this.#atTheEnd(key, hands);
    return { I8: looked };
  }

  #change(index: number, sign: number): void {
    const { log } = this.court;
    const place = log.streams[index] ?? '';
    const free = (this.#free.get(place) ?? 0) + sign * (log.coins[index] ?? 0);
    this.#free.set(place, free);
    if (sign < 0 && free < 0)
      this.#wrong(place.startsWith('shelf-') ? 'stock' : 'money', `${place} is at ${free}`, index);
  }

  #handle(index: number, hands: Moved['hands']): void {
    const { log } = this.court;
    const key = log.ofs[index] ?? '';
    const known = this.#hands.get(key) ?? new Map<Hand, number>();
    this.#hands.set(key, known);
    for (const [hand, sign] of Object.entries(hands) as [Hand, number][]) {
      const has = (known.get(hand) ?? 0) + sign * (log.coins[index] ?? 0);
      known.set(hand, has);
      if (sign < 0 && has < 0) this.#wrong(wordOf[hand], `${key} has ${has} ${hand}`, index);
    }
  }

  #asAsked(index: number, type: string): void {
    const { log, instances } = this.court;
    const asked = log.asked.get(instances.of(log.ofs[index] ?? '').asked ?? -1);
    const [category = '', field = '', amount = ''] = places[type] ?? [];
    // Nobody has asked for it: told of elsewhere.
    if (asked === undefined) return;
    if (log.streams[index] === `${category}-${String(asked[field])}` && log.coins[index] === asked[amount]) return;
    const due = `${String(asked[amount])} of ${category}-${String(asked[field])}`;
    this.#wrong(category === 'shelf' ? 'stock' : 'money', `something else has moved than ${due}`, index);
  }

  #wrong(word: WordOf<'I8'>, what: string, index: number): void {
    const { log, findings } = this.court;
    const position = log.positions[index] ?? 0;
    const of = log.ofs[index];
    const calls = of === undefined ? [] : [of];
    findings.add(word, () => ({ text: `At ${position} ${what}.`, positions: [position], calls }));
  }

  #atTheEnd(key: string, hands: ReadonlyMap<Hand, number>): void {
    const { findings, instances } = this.court;
    const told = () => ({ calls: [key], positions: instances.positionsOf(instances.of(key)) });
    for (const hand of ['coins on their way', 'coins held', 'items reserved'] as const) {
      const left = hands.get(hand) ?? 0;
      if (left <= 0) continue;
      findings.add(wordOf[hand], () => ({ text: `In the end ${key} has ${left} ${hand}.`, ...told() }));
    }
    const [paid, sent] = [hands.get('coins paid') ?? 0, hands.get('items sent') ?? 0];
    if (paid > 0 === sent > 0) return;
    const text = paid > 0 ? `${paid} coins were paid, and nothing was sent` : `${sent} items were sent, and not paid`;
    findings.add(paid > 0 ? 'money' : 'stock', () => ({ text: `Of ${key} ${text}.`, ...told() }));
  }
}

function each<T>(names: readonly string[], is: T): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, is]));
}
