-- show_saga: one instance with everything that it did and will do, as JSON. $1 saga, $2 key.
SELECT json_build_object(
  'record', :schema.saga_record(kept),
  'steps', (SELECT json_agg(:schema.saga_step(step, CASE WHEN step.number = kept.claimed_step THEN kept.claimed_by END)
                            ORDER BY step.number)
            FROM :schema.saga_steps AS step WHERE step.saga = kept.saga AND step.key = kept.key),
  'deadlines', (SELECT json_agg(json_build_object('name', timer.name, 'dueAt', round(extract(epoch FROM timer.due_at) * 1000))
                                ORDER BY timer.name)
                FROM :schema.saga_deadlines AS timer WHERE timer.saga = kept.saga AND timer.key = kept.key))
FROM :schema.saga_instances AS kept
WHERE kept.saga = $1 AND kept.key = $2
