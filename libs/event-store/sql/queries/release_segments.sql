-- release_segments: gives leases back. $1 subscriptions, $2 segments, $3 owners and $4 epochs of the leases.
UPDATE :schema.subscription_segments AS kept SET owner = NULL, claimed_at = NULL, leased_until = NULL
FROM unnest($1::text[], $2::integer[], $3::text[], $4::bigint[]) AS lease (subscription, segment, owner, epoch)
WHERE kept.subscription = lease.subscription AND kept.segment = lease.segment
  AND kept.owner = lease.owner AND kept.epoch = lease.epoch
