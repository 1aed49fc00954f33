-- What the durable subscriber has written, one row for each event that it was handed, in the order of writing.
SELECT position::text, event_id::text, stream, version::text, worker FROM public.proof_entries ORDER BY serial
