import { describe, expect, test } from '@jest/globals';
import { compilerFindings } from './compiler-findings.js';
import { unpinnedPackages } from './unpinned-packages.js';

const pinned = { 'node_modules/typeorm': { version: '1.1.1' }, 'node_modules/pg': { version: '8.23.1' } };

describe('An install', () => {
  test('holds the libs and what the lock pins, or less', () => {
    const installed = {
      'node_modules/@daybook/domain': { version: '0.1.0' },
      'node_modules/pg': { version: '8.23.1' },
    };
    expect(unpinnedPackages(installed, pinned)).toEqual([]);
  });

  test('holds what the libs bring themselves', () => {
    const installed = {
      'node_modules/@daybook/nestjs': { version: '0.1.0', dependencies: { croner: '^11.0.1' } },
      'node_modules/croner': { version: '11.0.1' },
    };
    expect(unpinnedPackages(installed, pinned)).toEqual([]);
  });

  test.each([
    ['a peer that the project did not choose', 'node_modules/fast-check', '4.0.0'],
    ['another version', 'node_modules/typeorm', '1.1.2'],
    ['a second copy of a framework', 'node_modules/@daybook/nestjs/node_modules/typeorm', '1.1.1'],
  ])('is refused with %s', (_, path, version) => {
    expect(unpinnedPackages({ [path]: { version } }, pinned)).toEqual([`${path} ${version}`]);
  });
});

describe('The compiler', () => {
  const ours = [
    "node_modules/@daybook/event-store/dist/postgres/connection.d.ts(1,33): error TS7016: no types for 'pg'.",
    "src/every-door.ts(1,31): error TS2307: Cannot find module '@daybook/nestjs/openapi'.",
    "error TS5023: Unknown compiler option 'x'.",
  ];

  test.each(ours)('is heard where it says %s', (line) => {
    expect(compilerFindings(`src.ts\n${line}\n  more\n`)).toEqual([line]);
  });

  test('is not where it speaks of the declarations of others', () => {
    expect(
      compilerFindings("node_modules/class-validator/types/a.d.ts(8,58): error TS2503: no 'ValidatorJS'."),
    ).toEqual([]);
  });
});
