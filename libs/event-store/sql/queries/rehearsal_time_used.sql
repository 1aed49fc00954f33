-- Uses up a time for rehearsing a projection. $1 the projection, $2 the time. Answers a row if nobody else has.
UPDATE :schema.rehearsal_times SET due_at = $2 WHERE projection = $1 AND due_at < $2 RETURNING projection
