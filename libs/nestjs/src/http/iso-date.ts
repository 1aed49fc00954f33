/** What a date without a time of day stands for: the first or the last millisecond of that day, in UTC. */
export type DateOnly = 'start-of-day' | 'end-of-day';

const isoDate =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:T(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,3}))?)?(?<zone>Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Reads an ISO 8601 date, or a date-time with its zone, strictly: nothing is guessed, rolled over or rounded, so
 * 2021-02-30, year 0, a missing zone and microseconds are all undefined.
 */
export function parseIsoDate(text: string, dateOnly: DateOnly): Date | undefined {
  const parts = isoDate.exec(text)?.groups;
  if (!parts) return undefined;
  const { year = '', month = '', day = '', hour, minute, second = '00', fraction = '', zone } = parts;
  if (year === '0000' || !existsInCalendar(year, month, day)) return undefined;
  if (hour === undefined || minute === undefined || zone === undefined) {
    return new Date(`${year}-${month}-${day}T${dateOnly === 'start-of-day' ? '00:00:00.000' : '23:59:59.999'}Z`);
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || !isZone(zone)) return undefined;
  return withinYears(new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}${zone}`));
}

// The zone may lead out of the years that the text can name, and that a store keeps.
function withinYears(moment: Date): Date | undefined {
  return moment.getUTCFullYear() >= 1 && moment.getUTCFullYear() <= 9999 ? moment : undefined;
}

function existsInCalendar(year: string, month: string, day: string): boolean {
  const midnight = new Date(`${year}-${month}-${day}T00:00:00.000Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.getUTCDate() === Number(day);
}

function isZone(zone: string): boolean {
  if (zone === 'Z') return true;
  return Number(zone.slice(1, 3)) <= 14 && Number(zone.slice(4)) <= 59;
}
