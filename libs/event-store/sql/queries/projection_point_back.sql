-- Lets unqualified names mean what they meant before, for the rest of the transaction. $1 the path.
SELECT set_config('search_path', $1, true)
