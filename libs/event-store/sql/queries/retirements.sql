-- What was given up, the latest first.
SELECT name, what, position::float8, parked::float8, reason, retired_by AS "retiredBy", retired_at AS "retiredAt"
FROM :schema.retirements ORDER BY retired_at DESC, name
