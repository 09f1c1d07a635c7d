/** How a tool takes a text: it goes by it, leaves it out with a warning, or stops. */
export type Treatment = 'reads' | 'ignores' | 'refuses';

export interface UvDifference {
  text: string;
  pip: Treatment;
  uv: Treatment;
}

const hash = `--hash=sha256:${'0'.repeat(64)}`;

/** Where pip and uv differ; docs/flavours.md has the same as a table, and says what applies. */
export const uvDifferences: readonly UvDifference[] = [
  { text: 'numpy>=1.19,\\\n  <2.0', pip: 'reads', uv: 'refuses' },
  { text: 'num\\\npy', pip: 'reads', uv: 'refuses' },
  { text: 'numpy;', pip: 'reads', uv: 'refuses' },
  { text: '--pre', pip: 'reads', uv: 'ignores' },
  { text: '--prefer-binary', pip: 'reads', uv: 'ignores' },
  { text: '--trusted-host host', pip: 'reads', uv: 'ignores' },
  { text: '--use-feature fast-deps', pip: 'reads', uv: 'ignores' },
  { text: '--no-require-hashes', pip: 'reads', uv: 'refuses' },
  { text: '--all-releases numpy', pip: 'reads', uv: 'refuses' },
  { text: '--only-final numpy', pip: 'reads', uv: 'refuses' },
  { text: 'numpy --config-settings a=b', pip: 'reads', uv: 'refuses' },
  { text: `numpy --pre ${hash}`, pip: 'reads', uv: 'refuses' },
];
