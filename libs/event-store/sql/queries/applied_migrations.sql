-- The files that have been applied, with their checksums.
SELECT name, checksum FROM :schema.migrations
