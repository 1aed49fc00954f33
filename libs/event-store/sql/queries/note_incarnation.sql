-- note_incarnation: see functions/note_incarnation.sql.
SELECT :schema.note_incarnation()
