import { assertValidName } from '@daybook/domain';
import { checkText, checkWhole } from '../../subscription/check-subscription.js';
import { ofItsKey } from '../../subscription/key-share.js';
import type { DroppedEvent, ParkedCount, ParkedEvent, ParkedReference } from '../../subscription/parked-event.js';
import type { ListedSelection, ParkedSelection } from '../../subscription/subscription-store.js';
import { droppedEventOf, parkedEventOf, type DroppedRecord, type ParkedRecord } from './parked-records.js';
import type { NamedStatements } from './named-statements.js';
import { storedText } from './stored-text.js';

/** The events that subscriptions have left behind, for owners and operators. */
export class ParkedEvents {
  constructor(private readonly statements: NamedStatements) {}

  async keys(subscription: string): Promise<ReadonlyMap<string, number>> {
    assertValidName(subscription, 'name');
    const rows = await this.statements.ask('reading parked keys', 'parked_keys', [subscription]);
    return new Map(rows.map(([key, count]) => [key ?? '', Number(count)]));
  }

  async counts(subscription: string): Promise<readonly ParkedCount[]> {
    assertValidName(subscription, 'name');
    const rows = await this.statements.ask('reading what is parked', 'parked_counts', [subscription]);
    return rows.map(([key, share, events]) => ({ key: key ?? '', share: share ?? '', events: Number(events) }));
  }

  async due(subscription: string, limit: number): Promise<readonly ParkedReference[]> {
    assertValidName(subscription, 'name');
    checkWhole('limit', limit, 1);
    const rows = await this.statements.ask('reading due retries', 'due_retries', [subscription, limit]);
    return rows.map(([key, share, position]) => {
      const reference = { key: key ?? '', position: Number(position) };
      return share == null || share === ofItsKey ? reference : { ...reference, share };
    });
  }

  async list(name: string, { limit, share, ...selection }: ListedSelection): Promise<readonly ParkedEvent[]> {
    if (limit !== undefined) checkWhole('limit', limit, 1);
    const values = [...meantBy(name, selection), share ?? null, limit ?? null];
    const records = await this.statements.records<ParkedRecord>('reading parked events', 'parked_events', values);
    return records.map(parkedEventOf);
  }

  async retry(name: string, selection: ParkedSelection): Promise<number> {
    const rows = await this.statements.ask('retrying parked events', 'retry_parked', meantBy(name, selection));
    return Number(rows[0]?.[0]);
  }

  async drop(name: string, selection: ParkedSelection, reason: string, by: string): Promise<number> {
    checkText('reason', reason);
    checkText('by', by);
    const values = [...meantBy(name, selection), storedText(reason), storedText(by)];
    const rows = await this.statements.ask('dropping parked events', 'drop_parked', values);
    return Number(rows[0]?.[0]);
  }

  async dropped(name: string): Promise<readonly DroppedEvent[]> {
    assertValidName(name, 'name');
    const records = await this.statements.records<DroppedRecord>('reading dropped events', 'dropped_events', [name]);
    return records.map(droppedEventOf);
  }
}

function meantBy(name: string, { key, position }: ParkedSelection): readonly unknown[] {
  assertValidName(name, 'name');
  if (key !== undefined) checkText('key', key);
  if (position !== undefined) checkWhole('position', position, 1);
  return [name, key === undefined ? null : storedText(key), position ?? null];
}
