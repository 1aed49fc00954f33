-- In which schema an unqualified name is made.
SELECT current_schema() AS schema
