import type { VaultCommand, VaultState } from '../load/vault-requests.js';

// What a vault is, once more: from rows and plain functions, so that it shares no code with what it judges.

/** A row of the log. */
export interface VaultRow {
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly data: { readonly [field: string]: unknown };
  readonly occurredAt: string;
}

export const emptyVault: VaultState = {
  limit: 0,
  balance: 0,
  frozen: false,
  notes: [],
  tags: [],
  changedAt: new Date(0).toISOString(),
};

export function folded(
  state: VaultState,
  { type, data, occurredAt: changedAt }: Omit<VaultRow, 'version' | 'eventId'>,
) {
  const amount = Number(data['amount']);
  const tags = (data['tags'] ?? []) as readonly string[];
  switch (type) {
    case 'vault.opened':
      return { ...state, changedAt, limit: Number(data['limit']) };
    case 'vault.credited': {
      const notes = data['notes'] as readonly string[];
      return {
        ...state,
        changedAt,
        notes,
        balance: state.balance + amount,
        tags: [...new Set([...state.tags, ...tags])],
      };
    }
    case 'vault.debited':
      return { ...state, changedAt, balance: state.balance - amount };
    case 'vault.frozen':
      return { ...state, changedAt, frozen: true };
    case 'vault.thawed':
      return { ...state, changedAt, frozen: false };
    default:
      throw new Error(`A vault knows no ${type}.`);
  }
}

export type Due = { readonly refusal: string } | { readonly events: readonly Pick<VaultRow, 'type' | 'data'>[] };

/** What a command comes to in a state. */
export function due(state: VaultState, command: VaultCommand): Due {
  if (command.name === 'open') {
    if (state.limit !== 0) return { refusal: 'vault-must-be-new' };
    return { events: [{ type: 'vault.opened', data: { limit: command.limit } }] };
  }
  if (command.name === 'freeze') return { events: state.frozen ? [] : [{ type: 'vault.frozen', data: {} }] };
  if (command.name === 'thaw') return { events: state.frozen ? [{ type: 'vault.thawed', data: {} }] : [] };
  const { amount } = command;
  if (state.frozen) return { refusal: 'vault-must-not-be-frozen' };
  if (command.name === 'debit') {
    if (amount > state.balance) return { refusal: 'balance-must-cover' };
    return { events: [{ type: 'vault.debited', data: { amount } }] };
  }
  if (state.balance + amount > state.limit) return { refusal: 'limit-must-hold' };
  const parts = amount <= 50 ? [amount] : [50, amount - 50];
  return {
    events: parts.map((part) => ({
      type: 'vault.credited',
      data: { amount: part, notes: [`credit ${part}`], tags: [`t${part % 7}`] },
    })),
  };
}
