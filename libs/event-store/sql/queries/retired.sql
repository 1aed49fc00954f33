-- Puts on record that something was given up. $1 its name, $2 what it was, $3 its subscription, $4 why, $5 on whose word.
INSERT INTO :schema.retirements (name, what, position, parked, reason, retired_by, retired_at)
VALUES ($1, $2,
        (SELECT min(kept.position) FROM :schema.subscription_segments AS kept WHERE kept.subscription = $3),
        (SELECT count(DISTINCT (kept.key, kept.position)) FROM :schema.parked_events AS kept WHERE kept.subscription = $3),
        $4, $5, clock_timestamp())
