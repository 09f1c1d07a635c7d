import { expectSuccess } from './expectations';
import type { ScratchClone } from './scratch-clone';
import type { TestBed } from './test-bed';

const requirements = 'packages/geo/requirements.txt';

interface Published {
  bed: TestBed;
  clone: ScratchClone;
}

interface NewFlavour {
  /** As the generator takes them: `python,r`. */
  languages: string;
  /** How many images it is built on. */
  below: number;
}

let bed: TestBed;
let clone: ScratchClone;

const generate = (generator: string, ...words: string[]) =>
  clone.type(
    ...['nx', 'g', `brickyard:${generator}`, 'geo', '--no-interactive'],
    ...words,
  );
const affected = async () => {
  const words = ['affected', '-t', 'docker-push', '--base=HEAD~1'];
  bed.tap.reset();
  const finished = await bed.workspace.nx(words);
  expectSuccess(finished);
  return finished.output;
};
const report = async () => {
  const words = ['brickyard', 'report', '--base=HEAD~1', '--markdown'];
  return (await clone.type(...words)).stdout;
};

/** The story of a flavour, in a clone whose flavours are committed and published. */
export function describeNewFlavour(
  open: () => Published,
  { languages, below }: NewFlavour,
): void {
  const oneBuilt = `1 to build, ${below} to reuse`;
  describe(`a new flavour of ${languages}`, () => {
    let before: string;

    beforeAll(() => {
      ({ bed, clone } = open());
      before = bed.workspace.git('rev-parse', 'HEAD');
    });

    it('is published by its first commit, alone', async () => {
      const words = [`--languages=${languages}`, '--packages=humanize~=4.9.0'];
      await generate('flavour', ...words, '--runtimes=17.3-LTS');
      await clone.type('nx', 'sync');
      await clone.type('nx', 'lock', 'geo');
      bed.workspace.commit('geo');
      const output = await affected();
      expect(output).toContain(oneBuilt);
      const { digest, runtime } = bed.workspace.record('geo');
      for (const tag of [runtime, 'latest'])
        expect(await bed.publishedDigest('geo', tag)).toBe(digest);
      expect(await report()).toMatch(/`geo`.*new/);
    });

    it('tells what another version of a package changes', async () => {
      bed.workspace.write(requirements, 'humanize~=4.10.0\n');
      await clone.type('nx', 'lock', 'geo');
      bed.workspace.commit('a newer humanize');
      expect(await affected()).toContain(oneBuilt);
      const text = await report();
      expect(text).toContain('### 1 image changed');
      expect(text).toContain('| `humanize` | 4.9.0 → 4.10.0 | minor |');
      expect(text.match(/^\| `.*→/gm)).toHaveLength(1);
    });

    it('is removed without a trace in the tree', async () => {
      await generate('remove');
      await clone.type('nx', 'sync');
      bed.workspace.commit('no geo');
      expect(bed.workspace.git('diff', '--stat', before)).toBe('');
      expect(bed.workspace.git('status', '--short')).toBe('');
      await affected();
      expect(bed.tap.count('PUT')).toBe(0);
      expect(await report()).toMatch(/`geo`.*removed/);
    });
  });
}
