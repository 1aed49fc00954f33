import { Retirement, type RetirementParts } from '../../retirement.js';
import { Orphans, type OrphansParts } from '../../orphans.js';

/** How it goes wrong: what this release does not declare is given up, whoever else runs it. */
export function retiringWhatIsNotDeclared(parts: OrphansParts & Omit<RetirementParts, 'orphans'>): Retirement {
  const subscriptions = { processes: () => Promise.resolve([]) };
  return new Retirement({ ...parts, subscriptions, orphans: new Orphans({ ...parts, subscriptions }) });
}
