import type { DomainEvent, JsonValue } from '@daybook/domain';

/** What came of a case: events, or an error. */
export type Outcome = Decided | Refused;

/** The aggregate decided these events, maybe none. */
export interface Decided {
  readonly events: readonly DomainEvent[];
  /** The state afterwards. */
  readonly state: JsonValue;
}

/** The aggregate threw. */
export interface Refused {
  readonly refusal: unknown;
}

export function isRefused(outcome: Outcome): outcome is Refused {
  return 'refusal' in outcome;
}

/** The code by which callers tell refusals apart; undefined for an error that has none, which is no refusal. */
export function codeOf({ refusal }: Refused): string | undefined {
  const code = (refusal as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** An outcome for people. */
export function described(outcome: Outcome): string {
  if (!isRefused(outcome)) {
    const names = outcome.events.map((event) => event.constructor.name);
    return names.length === 0 ? 'decided nothing' : `decided ${names.join(', ')}`;
  }
  const code = codeOf(outcome);
  return code === undefined
    ? `failed with ${String(outcome.refusal)}`
    : `refused with "${code}": ${messageOf(outcome)}`;
}

function messageOf({ refusal }: Refused): string {
  return refusal instanceof Error ? refusal.message : String(refusal);
}
