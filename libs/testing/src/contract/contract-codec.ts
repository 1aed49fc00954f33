import { EventCodec, EventTypeRegistry, type PayloadValidator } from '@daybook/event-store';
import {
  DayEnded,
  NamedHasOwnProperty,
  NamedToString,
  NoteTaken,
  SampleRecorded,
  ValuesCoded,
} from './contract-events.js';

/** One rule, so that an adapter can be seen to write nothing when a payload breaks it. */
const validation: PayloadValidator = {
  validate: (event) =>
    event instanceof NoteTaken && typeof event.text !== 'string' ? [{ path: 'text', constraints: ['isString'] }] : [],
};

/** The codec that an adapter is opened with: it knows the contract's events. */
export function contractCodec(): EventCodec {
  const registry = new EventTypeRegistry().register(
    NoteTaken,
    DayEnded,
    SampleRecorded,
    ValuesCoded,
    NamedToString,
    NamedHasOwnProperty,
  );
  return new EventCodec({ registry, validation });
}
