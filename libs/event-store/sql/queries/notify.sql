-- Tells the processes that listen. A statement of its own, after the commits that it tells of: inside an append it would
-- hold the one lock under which all notifiers commit, while the append waits for the disk.
-- $1 who tells what
SELECT pg_catalog.pg_notify((pg_catalog.parse_ident(':schema'))[1], $1)
