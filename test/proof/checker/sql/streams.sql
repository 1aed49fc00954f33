-- What each stream's row says of itself.
SELECT stream_id, version::text FROM daybook.streams
