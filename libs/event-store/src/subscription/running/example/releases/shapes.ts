import { DomainEvent, EventType, type JsonObject, Upcaster, type UpcastPart, type Upcasts } from '@daybook/domain';
import { EventCodec } from '../../../../codec/event-codec.js';
import { EventTypeRegistry } from '../../../../codec/event-type-registry.js';
import { noValidation } from '../../../../codec/validation/payload-validator.js';

/** As the old release has it. */
@EventType('release.told')
export class ToldBefore extends DomainEvent<'release.told'> {
  readonly text!: string;
}

/** What the young release calls `release.said`. */
@EventType('release.hinted')
export class Hinted extends DomainEvent<'release.hinted'> {
  readonly text!: string;
}

/** What the young release has in two. */
@EventType('release.paired')
export class Paired extends DomainEvent<'release.paired'> {
  readonly first!: string;
  readonly second!: string;
}

/** What the young release wants to hear nothing of. */
@EventType('release.coughed')
export class Coughed extends DomainEvent<'release.coughed'> {
  readonly text!: string;
}

@EventType('release.told', { version: 2 })
export class Told extends DomainEvent<'release.told'> {
  readonly text!: string;
  readonly tone!: string;
}

@EventType('release.said')
export class Said extends DomainEvent<'release.said'> {
  readonly text!: string;
}

@Upcaster({ event: Told, from: 1, to: 2 })
class ToldV1ToV2 implements Upcasts {
  upcast({ text }: JsonObject): JsonObject {
    if (text === 'unspeakable') throw new Error('There is no tone for that.');
    return { text: text ?? '', tone: 'plain' };
  }
}

@Upcaster({ event: 'release.hinted', from: 1, to: { event: Said, version: 1 } })
class HintedToSaid implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
}

@Upcaster({
  event: 'release.paired',
  from: 1,
  to: [
    { event: Told, version: 2 },
    { event: Said, version: 1 },
  ],
})
class PairedInTwo implements Upcasts {
  upcast({ first, second }: JsonObject): readonly UpcastPart[] {
    if (first === 'torn') throw new Error('It cannot be taken apart.');
    return [
      { event: Told, data: { text: first ?? '', tone: 'plain' } },
      { event: Said, data: { text: second ?? '' } },
    ];
  }
}

@Upcaster({ event: 'release.coughed', from: 1, to: { event: Said, version: 1 } })
class CoughedUnheard implements Upcasts {
  upcast(): null {
    return null;
  }
}

export const oldCodec = new EventCodec({
  registry: new EventTypeRegistry().register(ToldBefore, Hinted, Paired, Coughed),
  validation: noValidation,
});

export const youngCodec = new EventCodec({
  registry: new EventTypeRegistry().register(Told, Said),
  upcasters: [new ToldV1ToV2(), new HintedToSaid(), new PairedInTwo(), new CoughedUnheard()],
  validation: noValidation,
});
