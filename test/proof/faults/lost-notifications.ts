import type { Fault } from '../world/world.js';
import { waitedOut } from './waited.js';

/** Processes do not hear of what others append. */
export const lostNotifications: Fault = {
  name: 'lost-notifications',
  async happen({ proxies, random }, signal) {
    const deaf = proxies.filter(() => random.chance(0.7));
    if (deaf.length === 0) deaf.push(...proxies);
    const count = (): number => deaf.reduce((sum, { lostNotifications }) => sum + lostNotifications, 0);
    const before = count();
    for (const proxy of deaf) proxy.deafen(true);
    await waitedOut(signal);
    for (const proxy of deaf) proxy.deafen(false);
    return { felt: count() - before };
  },
};
