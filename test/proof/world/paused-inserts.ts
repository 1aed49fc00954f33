/**
 * Lets every other append be held up for a moment, up to 49 ms, when it has its positions and has not come back from
 * writing yet: in the midst of a call, where neither its caller nor a proxy could hold it up. Which ones follows from their
 * positions.
 */
export const pausedInserts: readonly string[] = [
  `CREATE FUNCTION public.proof_pause() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     last CONSTANT bigint := (SELECT max(position) FROM written);
   BEGIN
     IF last % 2 = 0 THEN
       PERFORM pg_sleep((last / 2 % 50) / 1000.0);
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER proof_pause AFTER INSERT ON daybook.events
   REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.proof_pause()`,
];
