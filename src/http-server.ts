import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';
import { configureApp } from './configure-app.js';

/** Harbour behind HTTP. */
export interface HttpServer {
  readonly address: string;
  /** Answers what is under way, takes nothing new, then closes the application. */
  close(): Promise<void>;
}

/** @throws Error with code EADDRINUSE when the port is taken */
export async function startHttp(databaseUrl: string, port: number, host: string): Promise<HttpServer> {
  const app = await NestFactory.create(AppModule.on(databaseUrl), {
    logger: ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  try {
    configureApp(app);
    await app.listen(port, host);
    return { address: addressOf(app), close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function addressOf(app: INestApplication): string {
  const { address, family, port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const everywhere = address === '0.0.0.0' || address === '::';
  return `http://${everywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
