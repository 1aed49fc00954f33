import { createHash } from 'node:crypto';
import type { PurseRow } from './purse-release.js';

/** What rows say, in few characters: two that are the same say the same. */
export function digestOf(rows: readonly PurseRow[]): string {
  const lines = rows.map(({ owner, coins, seen, passes }) => `${owner}|${coins}|${seen}|${passes ?? ''}`).sort();
  return createHash('sha1').update(lines.join('\n')).digest('base64url');
}
