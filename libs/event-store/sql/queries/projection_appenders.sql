-- See functions/appending_roles.sql.
SELECT unnest(:schema.appending_roles()) AS role
