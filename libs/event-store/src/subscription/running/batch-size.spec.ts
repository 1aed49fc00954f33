import { describe, expect, it } from '@jest/globals';
import { BatchSize } from './batch-size.js';

describe('the size of batches', () => {
  it('is halved by a batch that takes too long, and grows back with those that do not', () => {
    const size = new BatchSize(100, 1_000);
    size.took(2_000);
    size.took(1_001);
    expect(size.current).toBe(25);
    size.took(900);
    expect(size.current).toBe(25);
    size.took(100);
    size.took(100);
    size.took(100);
    expect(size.current).toBe(100);
  });

  it('is not made smaller again where fewer events take as long: it is the way that is long', () => {
    const size = new BatchSize(64, 200);
    let events = 0;
    for (let batch = 0; batch < 40; batch++) {
      events += size.current;
      size.took(800 + size.current);
    }
    expect(events / 40).toBeGreaterThan(32);
  });

  it('comes back from one event, however long that takes on its way', () => {
    for (const wayMs of [60, 150, 800]) {
      const size = new BatchSize(64, 200);
      for (let n = 0; n < 6; n++) size.halve();
      expect(size.current).toBe(1);
      for (let batch = 0; batch < 60; batch++) size.took(wayMs + size.current / 10);
      expect(size.current).toBeGreaterThan(16);
    }
  });

  it('stays small where each event takes long', () => {
    const size = new BatchSize(64, 200);
    const sizes: number[] = [];
    for (let batch = 0; batch < 60; batch++) {
      sizes.push(size.current);
      size.took(10 + size.current * 30);
    }
    const settled = sizes.slice(10);
    expect(settled.filter((events) => 10 + events * 30 > 200).length).toBeLessThan(10);
    expect(Math.max(...settled)).toBeLessThan(16);
  });

  it('is never less than one', () => {
    const size = new BatchSize(1, 10);
    size.took(1_000);
    expect(size.current).toBe(1);
  });
});
