-- How long a lock is waited for, for the rest of the transaction. $1 the setting. Answers what it was.
WITH before AS MATERIALIZED (SELECT current_setting('lock_timeout') AS setting)
SELECT before.setting, set_config('lock_timeout', $1, true) FROM before
