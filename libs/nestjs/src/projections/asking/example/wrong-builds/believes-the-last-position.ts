import type { EventStore } from '@daybook/event-store';
import type { DataSource } from 'typeorm';

/** A wrong build: it takes the last position that it sees for the end of the log, whatever is in flight below it. */
export class BelievesTheLastPosition {
  readonly store: EventStore;

  constructor({ store, dataSource }: { readonly store: EventStore; readonly dataSource: DataSource }) {
    const head = async (): Promise<number> => {
      const [row] = await dataSource.query<{ last: string | null }[]>(
        'SELECT max(position) AS last FROM daybook.events',
      );
      return Number(row?.last ?? 0);
    };
    this.store = new Proxy(store, {
      get(target, name) {
        if (name === 'head') return head;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
  }
}
