-- Takes the pointer of a projection away once none of its generations is left, and the times at which it was rehearsed. $1 the
-- projection.
WITH times AS (
  DELETE FROM :schema.rehearsal_times AS gone WHERE gone.projection = $1 AND NOT EXISTS (
    SELECT FROM :schema.projection_generations AS left_over WHERE left_over.projection = $1 AND left_over.state <> 'dropped')
)
DELETE FROM :schema.projections AS gone WHERE gone.projection = $1 AND NOT EXISTS (
  SELECT FROM :schema.projection_generations AS left_over WHERE left_over.projection = $1 AND left_over.state <> 'dropped')
