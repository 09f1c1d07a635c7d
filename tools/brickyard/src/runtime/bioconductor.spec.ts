import { chooseBioconductor } from './bioconductor';
import { builtInRuntimes, findRuntime } from './catalogue';

describe('chooseBioconductor', () => {
  it.each([
    ['4.2.2', '2023-06-10', '3.16'],
    ['4.2.0', '2022-11-01', '3.15'],
    ['4.4.2', '2025-03-20', '3.20'],
    ['4.4.0', '2024-10-29', '3.19'],
    ['4.5.1', '2025-10-30', '3.22'],
    ['4.5.0', '2025-04-16', '3.21'],
    ['4.5.0', undefined, '3.22'],
    ['4.4.0', '2024-01-01', undefined],
    ['9.1.0', '2025-03-20', undefined],
  ])('gives R %s on %s release %s', (version, cranSnapshot, release) => {
    expect(chooseBioconductor({ r: { version, cranSnapshot } })).toBe(release);
  });

  it('takes what the line says', () => {
    const r = { version: '4.4.2', bioconductorRelease: '3.19' };
    expect(chooseBioconductor({ r })).toBe('3.19');
  });

  it('knows none for a line without R', () => {
    expect(chooseBioconductor({})).toBeUndefined();
  });

  it.each([
    ['16.4-LTS', '3.20'],
    ['17.3-LTS', '3.20'],
  ])('knows the one of %s', (name, release) => {
    expect(chooseBioconductor(findRuntime(builtInRuntimes, name))).toBe(
      release,
    );
  });
});
