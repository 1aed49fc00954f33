import type { JsonObject } from '@daybook/domain';
import type { HeldSaga } from '@daybook/event-store';
import type { RegisteredSaga } from '../registered-saga.js';
import type { SagaDefinition } from '../saga-definition.js';
import { SagaVersionUnknown } from '../saga-version-unknown.error.js';
import { jsonOfState } from './json-of.js';
import type { SagaDraft } from './saga-draft.js';

/** Of which instance it is decided. */
export interface SagaCase {
  readonly saga: RegisteredSaga;
  readonly key: string;
  /** The instance; undefined if there is none so far. */
  readonly held: HeldSaga | undefined;
}

/** By which class an instance goes; throws SagaVersionUnknown if this process has none for it. */
export function definitionOf(saga: RegisteredSaga, { record: { key, version } }: HeldSaga): SagaDefinition {
  const definition = saga.definitionFor(version);
  if (definition === undefined) throw new SagaVersionUnknown(saga.name, key, version, saga.versions);
  return definition;
}

/** Takes an instance of an older version over into the one of the definition, step by step; nothing for one of its own. */
export function takeOver(draft: SagaDraft, { version, migrations, saga }: SagaDefinition): void {
  if (draft.record.version === version) return;
  let state: JsonObject = draft.record.state;
  for (let from = draft.record.version; from < version; from++) {
    const copy = JSON.parse(JSON.stringify(state)) as JsonObject;
    state = jsonOfState(saga, migrations.get(from)?.(copy));
  }
  draft.stateBecomes(state);
  draft.becomes({ version });
}
