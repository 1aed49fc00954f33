import type { HistoryLine } from '../history/read-history.js';
import type { StreamValues } from '../history/entry.js';
import type { Court } from './court.js';
import type { Judge, LookedAt } from './judge.js';

/** I2: versions of a stream are 1 to n, without hole or duplicate, and in the order of positions (I5). */
export class Versions implements Judge {
  constructor(private readonly court: Court) {}

  hear({ entry }: HistoryLine): void {
    if (entry.word !== 'invoked' || entry.kind !== 'append') return;
    for (const values of entry.streams) this.#asExpected(entry.call, values);
  }

  judge(): LookedAt {
    const { log, standing } = this.court;
    for (const [stream, indices] of log.byStream) this.#stream(stream, indices);
    for (const [stream, version] of standing.versions) {
      if (version > 0 && !log.byStream.has(stream)) this.#ends(stream, version, 0, undefined);
    }
    return { I2: log.size, I5: log.size };
  }

  #stream(stream: string, indices: readonly number[]): void {
    const { log, findings, standing } = this.court;
    const seen = new Set<number>();
    let highest = 0;
    for (const index of indices) {
      const version = log.versions[index] ?? 0;
      const position = log.positions[index] ?? 0;
      if (seen.has(version)) {
        const text = `${stream} has version ${version} twice, the second time at ${position}.`;
        findings.add('version-duplicate', () => ({ text, positions: [position] }));
      } else if (version < highest) {
        const text = `${stream} has version ${version} at ${position}, behind version ${highest}.`;
        findings.add('version-inversion', () => ({ text, positions: [position] }));
      }
      seen.add(version);
      highest = Math.max(highest, version);
    }
    for (let version = 1; version <= highest && seen.size < highest; version++) {
      if (!seen.has(version)) this.#missing(stream, version);
      seen.add(version);
    }
    const ends = standing.versions.get(stream) ?? 0;
    if (ends !== highest) this.#ends(stream, ends, highest, indices.at(-1));
  }

  #missing(stream: string, version: number): void {
    const { log, findings } = this.court;
    findings.add('version-gap', () => {
      const after = log.find(stream, version - 1);
      const positions = after < 0 ? [] : [log.positions[after] ?? 0];
      return { text: `${stream} has no version ${version}.`, positions };
    });
  }

  #ends(stream: string, told: number, version: number, last: number | undefined): void {
    const { log, findings } = this.court;
    const text = `The row of ${stream} says version ${told}, its events end at ${version}.`;
    const positions = last === undefined ? [] : [log.positions[last] ?? 0];
    findings.add('version-gap', () => ({ text, positions }));
  }

  /** What a writer insists on is true at the moment of its append, which repetition does not move. */
  #asExpected(call: string, { stream, expected, values }: StreamValues): void {
    const { log, findings } = this.court;
    const places = values.map(({ value }) => log.withValue(value)).filter(({ length }) => length === 1);
    const first = log.versions[places[0]?.[0] ?? -1];
    // What is there in part, twice or elsewhere is told of by others.
    if (first === undefined || places.length < values.length) return;
    const indices = places.map(([index]) => index ?? 0);
    if (indices.some((index) => log.streams[index] !== stream)) return;
    const positions = indices.map((index) => log.positions[index] ?? 0);
    if (!isAs(expected, first)) {
      const text = `${call} insisted on ${expected} of ${stream}, and was given version ${first}.`;
      findings.add('broken-expectation', () => ({ text, calls: [call], positions }));
    } else if (indices.some((index, place) => log.versions[index] !== first + place)) {
      const versions = indices.map((index) => log.versions[index] ?? 0).join();
      const text = `The values of ${call} have the versions ${versions} of ${stream}, not one behind the other.`;
      findings.add('broken-expectation', () => ({ text, calls: [call], positions }));
    }
  }
}

function isAs(expected: StreamValues['expected'], first: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'noStream') return first === 1;
  return expected === 'streamExists' ? first > 1 : first === expected + 1;
}
