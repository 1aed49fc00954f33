import { isDaybookError } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { type AggregateRepository, getAggregateRepositoryToken, MessageContext } from '@daybook/nestjs';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DeliverParcel } from './deliver-parcel.js';
import { Depot } from './domain/depot.js';
import { Parcel } from './domain/parcel.js';
import { PostParcel } from './post-parcel.js';

const id = 'p-1';

/** Posts a parcel, delivers it, tries to deliver it again, and reads all of it back. */
export async function tellAll(app: INestApplicationContext): Promise<object> {
  const commands = app.get(CommandBus);
  const posted = await commands.execute(new PostParcel(id, 'Ada', 250));
  const delivered = await commands.execute(new DeliverParcel(id));
  const again = await codeOf(() => commands.execute(new DeliverParcel(id)));

  const parcels = app.get<AggregateRepository<Parcel>>(getAggregateRepositoryToken(Parcel), { strict: false });
  const before = await parcels.load(id, { version: 1 });
  const now = await parcels.load(id);
  const depots = app.get<AggregateRepository<Depot>>(getAggregateRepositoryToken(Depot), { strict: false });
  const depot = await depots.create('d-1', (full) => full.decide({ parcels: 9 }));

  const log: object[] = [];
  for await (const { version, type, data } of app.get(EventStore).readStream(`parcel-${id}`)) {
    log.push({ version, type, data });
  }
  return {
    versions: [posted.version, delivered.version],
    whereabouts: [before.whereabouts, now.whereabouts],
    again,
    depot: {
      ...depot.aggregate.state,
      more: await codeOf(() => depots.update('d-1', (full) => full.decide({ parcels: 2 }))),
    },
    log,
    underKey: {
      named: await codeOf(() => asMessage('m-1', () => commands.execute(new DeliverParcel(id)))),
      unnamed: await codeOf(() => asMessage('m-2', () => commands.execute(new PostParcel('p-2', 'Bob', 900)))),
    },
  };
}

function asMessage<R>(idempotencyKey: string, work: () => R): R {
  return MessageContext.run({ idempotencyKey }, work);
}

/** How a command is refused; `done` if it is not. */
async function codeOf(execute: () => Promise<unknown>): Promise<string> {
  try {
    await execute();
    return 'done';
  } catch (error) {
    if (isDaybookError(error)) return error.code;
    throw error;
  }
}
