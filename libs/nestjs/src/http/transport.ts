import { AsyncLocalStorage } from 'node:async_hooks';

const transport = new AsyncLocalStorage<string>();

/** Handles a call as one that came in over this transport: `http`, `rpc`, … */
export function runOver(type: string, work: () => void): void {
  transport.run(type, work);
}

/** Whether the call that is being handled is known to have come over another transport than HTTP. */
export function isOutsideHttp(): boolean {
  return (transport.getStore() ?? 'http') !== 'http';
}
