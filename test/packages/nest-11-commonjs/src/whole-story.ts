import { isDaybookError } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import type { INestApplication } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { GiveBackLocker } from './lockers/give-back-locker';
import { Invoice } from './lockers/invoice.entity';
import { RentLocker } from './lockers/rent-locker';

/** Rents a locker by a command, then over HTTP where it must not be, gives it back, and reads all of it back. */
export async function tellAll(app: INestApplication, address: string): Promise<object> {
  const commands = app.get(CommandBus);
  const locker = `${address}/lockers/l-1`;
  const rented = await commands.execute(new RentLocker('l-1', 'Ada', 'small'));
  const taken = await send(`${locker}/rental`, 'PUT', { tenant: 'Bob', size: 'small' });
  const malformed = await send(`${locker}/rental`, 'PUT', { tenant: 'Bob', size: 'huge' });
  const givenBack = await commands.execute(new GiveBackLocker('l-1'));
  const shown = await send(locker, 'GET');

  const wrongly = await commands.execute(new RentLocker('l-2', 'Bob', 'huge' as 'large')).catch((error: unknown) => {
    if (isDaybookError(error)) return error.code;
    throw error;
  });

  const log: object[] = [];
  for await (const { version, type, data } of app.get(EventStore).readStream('locker-l-1')) {
    log.push({ version, type, data });
  }
  const invoices = await app
    .get(DataSource)
    .getRepository(Invoice)
    .find({ select: { tenant: true } });
  return { versions: [rented.version, givenBack.version], taken, malformed, shown, wrongly, log, invoices };
}

async function send(url: string, method: string, body?: object): Promise<object> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, body ? { method, headers, body: JSON.stringify(body) } : { method });
  const { code, tenant, version } = (await response.json()) as Record<string, unknown>;
  const mediaType = response.headers.get('content-type')?.split(';')[0];
  return { status: response.status, mediaType, code, tenant, version };
}
