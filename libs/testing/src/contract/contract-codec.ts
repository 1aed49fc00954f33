import { EventCodec, EventTypeRegistry, type PayloadValidator } from '@daybook/event-store';
import {
  DayEnded,
  NamedHasOwnProperty,
  NamedToString,
  NoteTaken,
  OrderPlaced,
  SampleRecorded,
  ValuesCoded,
} from './contract-events.js';
import { contractUpcasters, earlierRelease } from './contract-upcasters.js';

/** One rule, so that an adapter can be seen to write nothing when a payload breaks it. */
const validation: PayloadValidator = {
  validate: (event) =>
    event instanceof NoteTaken && typeof event.text !== 'string' ? [{ path: 'text', constraints: ['isString'] }] : [],
};

/** The codec that an adapter is opened with: it knows the contract's events, and the shapes that they had before. */
export function contractCodec(): EventCodec {
  const registry = new EventTypeRegistry().register(
    NoteTaken,
    DayEnded,
    OrderPlaced,
    SampleRecorded,
    ValuesCoded,
    NamedToString,
    NamedHasOwnProperty,
  );
  return new EventCodec({ registry, validation, upcasters: contractUpcasters, stages: [earlierRelease] });
}
