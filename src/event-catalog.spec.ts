import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { compareCatalog } from '@daybook/console';
import type { Upcasts } from '@daybook/domain';
import { EventCodec, EventTypeRegistry } from '@daybook/event-store';
import { declaredParts } from '@daybook/nestjs';
import { catalogExamples } from '@daybook/testing';
import { expect, test } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { HomeCurrency } from './accounts/evolution/home-currency.js';
import { AppModule } from './app.module.js';

const catalog = fileURLToPath(new URL('../docs/events/catalog.json', import.meta.url));
const sources = [fileURLToPath(new URL('.', import.meta.url))];
// Nothing is started, and no database is asked: what counts is what the modules declare.
const declared = () => declaredParts(AppModule.on(''));

test('the committed catalog is that of the code, and no stored event is lost (npm run daybook -- catalog write)', async () => {
  const { findings, stale } = await compareCatalog(await declared(), { file: catalog, sources });
  expect(findings.filter(({ accepted }) => accepted === undefined)).toEqual([]);
  expect(stale).toEqual([]);
});

catalogExamples({
  catalog,
  codec: async () => {
    const { events, upcasters } = await declared();
    const registry = new EventTypeRegistry().register(...events.map(({ eventClass }) => eventClass));
    const made = await Test.createTestingModule({
      providers: [
        ...(upcasters as readonly Type<Upcasts>[]),
        { provide: HomeCurrency, useValue: new HomeCurrency('EUR') },
      ],
    }).compile();
    return new EventCodec({ registry, upcasters: upcasters.map((upcaster) => made.get<Upcasts>(upcaster)) });
  },
});
