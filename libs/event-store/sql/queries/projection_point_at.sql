-- Lets unqualified names mean a generation's tables first, for the rest of the transaction. $1 its schema, $2 the path
-- that there was before, null if it is the one that stands now. Answers that path.
WITH before AS MATERIALIZED (SELECT coalesce($2, current_setting('search_path')) AS path)
SELECT before.path, set_config('search_path', concat_ws(', ', quote_ident($1), nullif(before.path, '')), true) FROM before
