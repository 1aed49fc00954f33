import type { SeededRandom } from '../../world/seeded-random.js';

const purses = 8;
const shelves = 4;
const purse = (random: SeededRandom): string => String(random.below(purses));
const shelf = (random: SeededRandom): string => String(random.below(shelves));

/** Something that sagas see to, or that they need for it. */
export type PlannedAsk =
  /** Into which stream, and how much. */
  | { readonly kind: 'supply'; readonly stream: string; readonly amount: number }
  /** Coins from purse to purse; `afterMs`: by a deadline. */
  | {
      readonly kind: 'move';
      readonly asked: {
        readonly from: string;
        readonly to: string;
        readonly coins: number;
        readonly afterMs: number | null;
      };
    }
  /** Items for coins; and what the customer says later, if he says anything. */
  | {
      readonly kind: 'order';
      readonly asked: {
        readonly purse: string;
        readonly coins: number;
        readonly shelf: string;
        readonly items: number;
        readonly waits: boolean;
        readonly withinMs: number;
      };
      readonly then: { readonly says: 'confirmed' | 'cancelled'; readonly afterMs: number } | undefined;
    };

/** One of them, as chance will have it. */
export function plannedAsk(random: SeededRandom): PlannedAsk {
  const drawn = random.below(100);
  if (drawn < 12) return { kind: 'supply', stream: `purse-${purse(random)}`, amount: random.between(200, 900) };
  if (drawn < 22) return { kind: 'supply', stream: `shelf-${shelf(random)}`, amount: random.between(10, 40) };
  return drawn < 55 ? plannedMove(random) : plannedOrder(random);
}

function plannedMove(random: SeededRandom): PlannedAsk {
  const from = random.below(purses);
  const to = (from + random.between(1, purses - 1)) % purses;
  const afterMs = random.chance(0.3) ? random.between(100, 2_000) : null;
  return { kind: 'move', asked: { from: String(from), to: String(to), coins: random.between(1, 300), afterMs } };
}

function plannedOrder(random: SeededRandom): PlannedAsk {
  const waits = random.chance(0.5);
  const asked = {
    ...{
      purse: purse(random),
      coins: random.between(1, 200),
      shelf: shelf(random),
      items: random.between(1, 8),
      waits,
    },
    // What needs nobody has time for a server to come back, most of the time.
    withinMs: waits ? random.between(400, 2_500) : random.between(4_000, 10_000),
  };
  const says = random.chance(0.15) ? 'cancelled' : waits && random.chance(0.7) ? 'confirmed' : undefined;
  return { kind: 'order', asked, then: says && { says, afterMs: random.between(0, 1_200) } };
}
