-- Puts a scheduled reader on record, once. $1 the subscription, $2 since when its times count.
INSERT INTO :schema.scheduled_runs (subscription, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
