import type { SqlVariant } from './sql-variant.js';

/** Now is what has been seen, whatever is in flight below it. */
export const startAtWhatIsSeen: readonly SqlVariant[] = [
  {
    file: 'functions/register_subscriptions.sql',
    changes: [['start := :schema.safe_position();', 'start := (SELECT max(position) FROM :schema.events);']],
  },
];
