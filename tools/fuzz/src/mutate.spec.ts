import { drawInput } from './draw-input';
import { LONGEST } from './mutate';

describe('drawInput', () => {
  const stock = { seeds: ['FROM a\nRUN b\n', 'a'], tokens: ['COPY ', '"'] };
  const inputs = (seed: number) =>
    Array.from({ length: 300 }, (_, number) =>
      drawInput(stock, seed, number).toString('latin1'),
    );

  it('draws the same with the same seed, and else something else', () => {
    expect(inputs(1)).toEqual(inputs(1));
    expect(inputs(2)).not.toEqual(inputs(1));
  });

  it('draws each number on its own', () => {
    expect(drawInput(stock, 1, 7).toString('latin1')).toBe(inputs(1)[7]);
  });

  it('draws short and long ones, and bytes that are no text', () => {
    const all = inputs(1);
    const lengths = all.map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2 * LONGEST + 2);
    expect(lengths.filter((length) => length > 10_000).length).toBeGreaterThan(
      10,
    );
    const isText = (input: string) => {
      const bytes = Buffer.from(input, 'latin1');
      return Buffer.from(bytes.toString()).equals(bytes);
    };
    expect(all.every(isText)).toBe(false);
    expect(new Set(all).size).toBeGreaterThan(250);
  });
});
