import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Server } from 'node:http';
import { Server as SecureServer } from 'node:https';
import { RequestsUnderWay } from '../http/requests-under-way.js';
import { ShutdownNotice } from '../telemetry/shutdown-notice.js';

/** How long requests under way are waited for, unless the options say otherwise. */
export const defaultDrainWithinMs = 10_000;

/**
 * Lets the requests under way be answered before Nest destroys the modules that they need.
 *
 * By itself, Nest destroys first and closes the HTTP server afterwards: an event that is published in between finds
 * no handler, and the server takes requests to the end.
 */
@Injectable()
export class GracefulShutdown implements OnApplicationBootstrap, OnModuleDestroy {
  #requests: RequestsUnderWay | undefined;
  #draining: Promise<void> | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly notice: ShutdownNotice,
    private readonly drainWithinMs: number,
  ) {}

  onApplicationBootstrap(): void {
    // Not there in an application context or a microservice.
    const adapter = this.host.httpAdapter as Partial<HttpAdapterHost['httpAdapter']> | undefined;
    const server: unknown = adapter?.getHttpServer?.();
    if (adapter === undefined || !isHttpServer(server) || this.drainWithinMs === 0) return;
    this.#requests = new RequestsUnderWay(server);
    const beforeClose = adapter.beforeClose?.bind(adapter);
    const afterRequests = async () => {
      await Promise.resolve(beforeClose?.());
      await this.drain();
    };
    // What Nest waits for before it destroys anything, from 12 on. Under 11 it begins with the first `onModuleDestroy`.
    Object.defineProperty(adapter, 'beforeClose', { value: afterRequests, writable: true, configurable: true });
  }

  async onModuleDestroy(): Promise<void> {
    await this.drain();
  }

  /** Answers when every request under way was answered or cut off; none is taken afterwards. */
  drain(): Promise<void> {
    this.notice.begin();
    this.#draining ??= this.#answerAll();
    return this.#draining;
  }

  async #answerAll(): Promise<void> {
    const cutOff = (await this.#requests?.drain(this.drainWithinMs)) ?? 0;
    if (cutOff === 0) return;
    new Logger('Daybook').warn(
      `Requests were cut off by the shutdown: ${cutOff} had not been answered within ${this.drainWithinMs} ms. If they ` +
        'are meant to take so long, raise drainWithinMs, and the time that the host grants.',
    );
  }
}

function isHttpServer(server: unknown): server is Server {
  return server instanceof Server || server instanceof SecureServer;
}
