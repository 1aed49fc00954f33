import type { ScheduledRun, ScheduledRuns } from '@daybook/nestjs';
import type { DataSource } from 'typeorm';

/** Goes on with a run of a process that has died by making it once more from its beginning. */
export function beginsAnew(runs: ScheduledRuns, source: DataSource): void {
  const takeOver = runs.takeOver.bind(runs);
  runs.takeOver = async (subscription, owner) => {
    const run = await takeOver(subscription, owner);
    if (run === undefined) return undefined;
    await source.query(
      `UPDATE daybook.subscription_segments AS kept SET position = run.from_position
       FROM daybook.scheduled_runs AS run WHERE run.subscription = $1 AND kept.subscription = $1`,
      [subscription],
    );
    return run;
  };
}

/** Goes by the runs that this process has made, not by those on record. */
export function goesByWhatItRemembers(runs: ScheduledRuns, source: DataSource): void {
  const remembered = new Map<string, ScheduledRun>();
  const [know, end] = [runs.know.bind(runs), runs.end.bind(runs)];
  runs.know = async (subscription, since) => {
    const { owner, startedAt, ...known } = await know(subscription, since);
    return remembered.get(subscription) ?? { ...known, owner: null, startedAt: null, dueAt: since };
  };
  runs.begin = async ({ subscription, dueAt, owner, at, upTo }) => {
    await source.query(
      `UPDATE daybook.scheduled_runs SET due_at = $2, owner = $3, started_at = $4, up_to = $5, ended_at = NULL,
              from_position = (SELECT min(position) FROM daybook.subscription_segments WHERE subscription = $1)
       WHERE subscription = $1`,
      [subscription, dueAt, owner, at, upTo],
    );
    return (await runs.list(subscription))[0];
  };
  runs.end = async (ending) => {
    const run = await end(ending);
    if (run !== undefined) remembered.set(ending.subscription, run);
    return run;
  };
}
