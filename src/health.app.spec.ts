import 'reflect-metadata';
import { EventStore, type PostgresEventStore } from '@daybook/event-store';
import { PostgresServer } from '@daybook/testing';
import { removeServerFolder } from '@daybook/testing/postgres';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { chmod, mkdtemp } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { eventually } from '../test/journeys/harbour-process.js';
import { AppModule } from './app.module.js';
import { configureApp } from './configure-app.js';
import { migrateSchema } from './migrate-database.js';

let folder: string;
let server: PostgresServer;
let app: INestApplication;
let origin: string;

// A server of its own, to be stopped.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harbour-health-'));
  await chmod(folder, 0o755);
  server = new PostgresServer({ folder, durable: false });
  await server.start();
  await migrateSchema(server.url(), undefined);
  app = await NestFactory.create(AppModule.on(server.url()), { logger: false, abortOnError: false });
  configureApp(app);
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await server.stop('immediate');
  await removeServerFolder(folder);
});

async function asOwner<R>(work: (owner: DataSource) => Promise<R>): Promise<R> {
  const owner = await new DataSource({ type: 'postgres', url: server.url() }).initialize();
  return work(owner).finally(() => owner.destroy());
}

async function probe(path: 'live' | 'ready'): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${origin}/health/${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('Harbour lives, and is ready', async () => {
  expect(await probe('live')).toEqual({ status: 200, body: { status: 'up' } });
  expect(await probe('ready')).toEqual({ status: 200, body: { status: 'up', reasons: [], details: { head: 0 } } });
});

test('An append that is held open for 30 s is told, and changes neither', async () => {
  const store = app.get<PostgresEventStore>(EventStore);
  const heldFloors = store.heldFloors.bind(store);
  const aged = jest.spyOn(store, 'heldFloors').mockImplementation(async () => {
    const floors = await heldFloors();
    return floors.map((floor) => ({ ...floor, ageMs: (floor.ageMs ?? 0) + 30_000 }));
  });
  const holder = app.get(DataSource).createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query('SELECT daybook.take_floor()');
    expect(await heldFloors()).toHaveLength(1);
    const { status, body } = await probe('ready');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'up', details: { heldFloors: [{ ageMs: expect.any(Number) }] } });
    expect((await probe('live')).status).toBe(200);
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
    aged.mockRestore();
  }
});

describe('Harbour is not ready, and lives,', () => {
  test('while the schema lacks what this release needs; it says what to do, and is ready when that is done', async () => {
    await asOwner((owner) =>
      owner.query(`UPDATE daybook.migrations SET checksum = 'of an older release' WHERE name = 'functions/append.sql'`),
    );
    const { status, body } = await probe('ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: 'service-unavailable',
      reasons: [
        { code: 'migrations-pending', message: expect.stringMatching(/functions\/append\.sql.*daybook migrate/) },
      ],
    });
    expect((await probe('live')).status).toBe(200);
    await migrateSchema(server.url(), undefined);
    expect((await probe('ready')).status).toBe(200);
  });

  test('while the database is stopped; it says why, and is ready again without a restart', async () => {
    await server.stop('immediate');
    const { status, body } = await probe('ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({ reasons: [{ code: 'store-unavailable' }] });
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
    expect(await probe('live')).toEqual({ status: 200, body: { status: 'up' } });
    await server.start();
    await eventually('Harbour is ready', async () => (await probe('ready')).status === 200, 60_000);
  });
});
