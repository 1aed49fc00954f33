import 'reflect-metadata';

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../../src/app.module.js';
import { configureApp } from '../../../src/configure-app.js';
import type { Answer } from '../../journeys/running-harbour.js';
import type { AskedHarbour } from './asked-harbour.js';

/** Harbour in this process. */
export class StartedHarbour implements AskedHarbour {
  private constructor(
    readonly app: INestApplication,
    private readonly origin: string,
  ) {}

  static async on(databaseUrl: string): Promise<StartedHarbour> {
    const app = await NestFactory.create(AppModule.on(databaseUrl, {}), { logger: ['error'], abortOnError: false });
    configureApp(app);
    await app.listen(0, '127.0.0.1');
    const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
    return new StartedHarbour(app, `http://127.0.0.1:${port}`);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json = { 'content-type': 'application/json', ...headers };
    return this.#ask(path, { method: 'POST', body: JSON.stringify(body), headers: json });
  }

  async #ask(path: string, request: RequestInit): Promise<Answer> {
    const { status, headers, json } = await fetch(`${this.origin}${path}`, request).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      json: (await response.json()) as Record<string, unknown>,
    }));
    return { status, headers, body: json };
  }
}
