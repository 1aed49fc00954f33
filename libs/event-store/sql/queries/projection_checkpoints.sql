-- How far the subscriptions of generations have come. $1 their names. Columns: the least and the greatest position of the
-- segments and how many there are, which types and categories they want, null for all, the keys that are parked, and why it
-- has stopped, if it has.
SELECT whole.name, part.least::float8, part.most::float8, part.segments, whole.types, whole.categories,
       whole.stopped_for AS "stoppedFor", whole.paused_at IS NOT NULL AS "isPaused",
       (SELECT coalesce(json_agg(DISTINCT parked.key), '[]')
        FROM :schema.parked_events AS parked WHERE parked.subscription = whole.name) AS "parkedKeys"
FROM :schema.subscriptions AS whole
CROSS JOIN LATERAL (
  SELECT min(kept.position) AS least, max(kept.position) AS most, count(*)::integer AS segments
  FROM :schema.subscription_segments AS kept WHERE kept.subscription = whole.name
) AS part
WHERE whole.name = ANY ($1::text[])
