import type { SqlVariant } from './sql-variant.js';

/** Whoever has read a batch may keep what he has made of it, whoever has the segment by then. */
export const noFence: readonly SqlVariant[] = [
  {
    file: 'functions/advance_segment.sql',
    changes: [
      [
        'AND kept.owner = advance_segment.owner AND kept.epoch = advance_segment.epoch AND kept.position = checkpoint',
        '',
      ],
    ],
  },
];
