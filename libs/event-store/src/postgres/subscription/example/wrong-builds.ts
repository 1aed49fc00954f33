import type { Mutation } from './mutant.js';

/** Wrong builds of `advance_segment`, each of which a scenario of the specs must catch. */
export const wrongFences = {
  /** The position of the owner counts, whoever has the segment by now. */
  noEpoch: [
    ['AND kept.owner = advance_segment.owner AND kept.epoch = advance_segment.epoch AND', 'AND'],
  ] satisfies Mutation[],
  /** Whoever holds the lease goes on from where he thinks he is. */
  noCheckpoint: [
    ['AND kept.epoch = advance_segment.epoch AND kept.position = checkpoint', 'AND kept.epoch = advance_segment.epoch'],
  ] satisfies Mutation[],
  /** No fence at all, as if whoever reads were the only one. */
  none: [
    [
      'AND kept.owner = advance_segment.owner AND kept.epoch = advance_segment.epoch AND kept.position = checkpoint',
      '',
    ],
  ] satisfies Mutation[],
  /** Does not look whether what it tried again was dropped meanwhile. */
  noLookAtDropped: [['RETURN false;\n    END IF;\n  END IF;', 'NULL;\n    END IF;\n  END IF;']] satisfies Mutation[],
  /** Does not keep operators from the parked events while it parks. */
  noLock: [['advance_segment.subscription FOR SHARE', 'advance_segment.subscription']] satisfies Mutation[],
} as const;

/** A wrong build of `register_subscriptions`: now is what has been seen, whatever is in flight below it. */
export const wrongStart: readonly Mutation[] = [
  ['start := "daybook".safe_position();', 'start := (SELECT max(position) FROM "daybook".events);'],
];

/** A wrong build of `register_subscriptions`: a generation that is new wants what the process knows that was there first. */
export const ofWhoeverIsFirst: readonly Mutation[] = [["IF asked.kind = 'projection' THEN", 'IF false THEN']];

/** A wrong build of `register_subscriptions`: in the order in which they come. */
export const anyOrder: readonly Mutation[] = [['ORDER BY name COLLATE "C"', '']];

/** A wrong build of `types_on_record`: by the snapshot of the statement that asks, which is that of a claim before its locks. */
export const asOfTheClaim: readonly Mutation[] = [['LANGUAGE sql VOLATILE', 'LANGUAGE sql STABLE']];
