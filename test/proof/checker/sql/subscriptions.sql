-- The durable readers with their checkpoints; of read models, those of generations that are read or kept beside what is.
SELECT
  subscription.name,
  subscription.kind,
  subscription.types,
  subscription.categories,
  subscription.stopped_for,
  array_agg(segment.position::text ORDER BY segment.segment) AS positions
FROM daybook.subscriptions AS subscription
JOIN daybook.subscription_segments AS segment ON segment.subscription = subscription.name
LEFT JOIN daybook.projection_generations AS made
  ON subscription.name = made.projection || '@' || made.version || '.' || made.generation
WHERE made.state IS NULL OR (made.state IN ('live', 'following') AND made.inline_since IS NULL)
GROUP BY subscription.name
