-- subscription_standing: how far a subscription has come and what it has left out, to judge what its reader has written. Run
-- it in the snapshot in which that is read. $1 the subscription. Columns: the checkpoints of the segments in their order,
-- null if there is none of this name; what is parked and what was given up, each as [key, position, share].
SELECT
  (SELECT json_agg(kept.position ORDER BY kept.segment)
   FROM :schema.subscription_segments AS kept WHERE kept.subscription = $1) AS positions,
  (SELECT coalesce(json_agg(json_build_array(kept.key, kept.position, kept.share)), '[]')
   FROM :schema.parked_events AS kept WHERE kept.subscription = $1) AS parked,
  (SELECT coalesce(json_agg(json_build_array(gone.key, gone.position, gone.share)), '[]')
   FROM :schema.dropped_events AS gone WHERE gone.subscription = $1) AS dropped
