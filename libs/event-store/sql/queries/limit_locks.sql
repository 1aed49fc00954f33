-- limit_locks: how long a lock is waited for, for the rest of the transaction. $1 the setting.
SELECT pg_catalog.set_config('lock_timeout', $1, true)
