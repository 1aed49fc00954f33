-- What the application's role may do: append through the functions, read, and keep checkpoints. Nothing else, whatever
-- it had before.
-- :role is replaced by the role's quoted name.
REVOKE ALL ON SCHEMA :schema FROM :role;
REVOKE ALL ON ALL TABLES IN SCHEMA :schema FROM :role;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA :schema FROM :role;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA :schema FROM :role;
GRANT USAGE ON SCHEMA :schema TO :role;
GRANT SELECT ON :schema.events, :schema.streams, :schema.idempotency_keys, :schema.migrations TO :role;
GRANT SELECT ON SEQUENCE :schema.events_position TO :role;
-- It closes a stream by completing a copy of it, which leaves a successor and a record, and in no other way.
GRANT EXECUTE ON FUNCTION :schema.begin_copy, :schema.end_copy, :schema.abandon_copy TO :role;
GRANT SELECT ON :schema.stream_copies TO :role;
GRANT EXECUTE ON FUNCTION :schema.append, :schema.append_group, :schema.safe_position, :schema.floor_position TO :role;
GRANT EXECUTE ON FUNCTION :schema.inline_lock, :schema.inline_proof, :schema.lock_inline_keys TO :role;
GRANT EXECUTE ON FUNCTION :schema.claim_key, :schema.settle_key, :schema.prune_keys TO :role;
-- How far its readers have come is the application's own to write; the log is not.
GRANT SELECT, INSERT, UPDATE, DELETE ON :schema.subscriptions, :schema.subscription_segments, :schema.subscription_processes,
  :schema.parked_events, :schema.dropped_events TO :role;
GRANT EXECUTE ON FUNCTION :schema.register_subscriptions, :schema.beat, :schema.advance_segment, :schema.stop_subscription,
  :schema.retry_parked, :schema.drop_parked, :schema.park_events, :schema.redivide_subscription, :schema.lease_end,
  :schema.types_on_record, :schema.divide_parked TO :role;
-- So are its read models: which there are, and at what they are.
GRANT EXECUTE ON FUNCTION :schema.inline_lag, :schema.guard_inline, :schema.begin_inline, :schema.end_inline TO :role;
GRANT SELECT, UPDATE ON :schema.inline_changes TO :role;
-- Their tables are the owner's; made anew, switched to and dropped by these, which touch no others.
GRANT EXECUTE ON FUNCTION :schema.copy_generation, :schema.show_generation, :schema.hide_generation, :schema.drop_generation,
  :schema.appending_roles TO :role;
GRANT SELECT, INSERT, UPDATE ON :schema.projections, :schema.projection_generations, :schema.scheduled_runs TO :role;
GRANT SELECT, INSERT, UPDATE ON :schema.rehearsals, :schema.rehearsal_times TO :role;
GRANT SELECT ON :schema.retirements TO :role;
-- In which history the log goes on: noted by whoever meets it, accepted by nobody but an operator.
GRANT SELECT ON :schema.incarnations TO :role;
GRANT EXECUTE ON FUNCTION :schema.incarnation_identity, :schema.note_incarnation TO :role;
-- What can be folded again at any time is the application's to keep and to throw away.
GRANT SELECT, INSERT, UPDATE, DELETE ON :schema.snapshots TO :role;
-- What sagas know and mean to do is the application's own; what has become of it is deleted when all of it is over.
GRANT SELECT, INSERT, UPDATE ON :schema.saga_instances, :schema.saga_steps, :schema.saga_outsets TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON :schema.saga_deadlines TO :role;
GRANT EXECUTE ON FUNCTION :schema.hold_sagas, :schema.write_sagas, :schema.claim_steps, :schema.done_steps, :schema.fail_step,
  :schema.saga_record, :schema.saga_step, :schema.prune_sagas TO :role;
GRANT SELECT ON :schema.saga_pruned_keys TO :role;
