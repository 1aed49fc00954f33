import { type JsonObject, Upcaster, type UpcastMetadata, type UpcastPart, type Upcasts } from '@daybook/domain';

const step = { event: 'kit.filled', from: 1, to: 2 } as const;

/** What is right with all of them: beside it, each of the others has one fault. */
@Upcaster(step)
export class Sound implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return { ...data };
  }
}

@Upcaster(step)
export class ByTheClock implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return { ...data, liftedAt: performance.now() };
  }
}

@Upcaster(step)
export class ByChance implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return { ...data, lot: Math.random() };
  }
}

@Upcaster(step)
export class ByWhatItHasSeen implements Upcasts {
  #seen = 0;

  upcast(data: JsonObject): JsonObject {
    return { ...data, number: ++this.#seen };
  }
}

@Upcaster(step)
export class ChangesWhatItIsGiven implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    (data as { amount: number }).amount = 2;
    return data;
  }
}

@Upcaster(step)
export class ChangesWhatLiesDeeper implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    (data['lines'] as { sum: number }[]).push({ sum: 2 });
    return { ...data };
  }
}

@Upcaster(step)
export class ChangesWhatItIsTold implements Upcasts {
  upcast(data: JsonObject, meta: UpcastMetadata): JsonObject {
    (meta as { version: number }).version = 2;
    return { ...data };
  }
}

@Upcaster(step)
export class Waits implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return Promise.resolve(data) as unknown as JsonObject;
  }
}

@Upcaster(step)
export class AnswersADate implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return { ...data, at: new Date(0) as unknown as string };
  }
}

@Upcaster(step)
export class AnswersNull implements Upcasts {
  upcast(): null {
    return null;
  }
}

@Upcaster(step)
export class AnswersAList implements Upcasts {
  upcast(data: JsonObject): readonly UpcastPart[] {
    return [{ event: 'kit.filled', data }];
  }
}

@Upcaster({ ...step, to: [{ event: 'kit.filled', version: 2 }] })
export class AnswersAnotherPart implements Upcasts {
  upcast(data: JsonObject): readonly UpcastPart[] {
    return [{ event: 'kit.emptied', data }];
  }
}
