import type { CodecStage } from '../codec-stage.js';
import type { JsonEvent } from '../json-event.js';
import type { ProposedJsonEvent } from '../proposed-json-event.js';
import { liftApart, type LiftedPart, liftStraight } from './lift.js';
import { ToldOfEvent } from './told-of-event.js';
import type { UpcasterChain } from './upcaster-chain.js';
import type { WrittenShapes } from './written-shapes.js';

/**
 * Between the shapes of today and those that are stored. On the way up, steps lift what is older; on the way down, what is
 * to be written in an older shape is brought to it.
 *
 * Where one-to-one steps lead, nothing is lifted before somebody asks for the payload: the type is known without. Where
 * steps split or drop, that is done at once, as it decides how many events there are.
 */
export class EvolutionStage implements CodecStage {
  readonly name = 'evolution';

  constructor(
    private readonly chain: () => UpcasterChain,
    private readonly written: () => WrittenShapes | undefined,
  ) {}

  /** @throws DowncastFailed, DowncastLosesData */
  encode(batch: readonly ProposedJsonEvent[]): readonly ProposedJsonEvent[] {
    const written = this.written();
    return written === undefined ? batch : batch.map((event, index) => written.of(event, `events[${index}]`));
  }

  decode(batch: readonly JsonEvent[]): readonly JsonEvent[] {
    const chain = this.chain();
    if (chain.steps.length === 0) return batch;
    const events: JsonEvent[] = [];
    for (const event of batch) {
      const step = chain.stepAt(event.type, event.schemaVersion);
      if (step === undefined) {
        events.push(event);
        continue;
      }
      const straight = chain.straightFrom(step);
      if (straight === undefined) events.push(...apart(chain, event));
      else {
        const data = () => liftStraight(straight, event.freshData(), new ToldOfEvent(event));
        events.push(event.with({ type: straight.type, schemaVersion: straight.version, data }));
      }
    }
    return events;
  }
}

function apart(chain: UpcasterChain, event: JsonEvent): readonly JsonEvent[] {
  let lifted: readonly LiftedPart[];
  try {
    const stored = { type: event.type, version: event.schemaVersion, data: event.freshData() };
    lifted = liftApart(chain, stored, new ToldOfEvent(event));
  } catch (error) {
    // Told to whoever asks for this event, and nobody else: those beside it on the page are in order.
    const data = () => {
      throw error;
    };
    return [event.with({ data })];
  }
  return lifted.map(({ type, version, data }, index) =>
    event.with({
      type,
      schemaVersion: version,
      // As text, so that parts which were made of one object share nothing that can be changed.
      data: JSON.stringify(data),
      part: index + 1,
      parts: lifted.length,
    }),
  );
}
