-- Events that somebody has put aside, or given up for good.
SELECT subscription, position::text, failure FROM daybook.parked_events
UNION ALL
SELECT subscription, position::text, failure FROM daybook.dropped_events
