import { testFlavour, testImages } from '../../plan/testing/test-images';
import { openOwners } from './open-owners';

const lines = 'FROM ubuntu:24.04\nARG DATABRICKS_RUNTIME\n';

describe('openOwners', () => {
  it.each([
    ['COPY locks/${DATABRICKS_RUNTIME}.txt /', true],
    ['COPY ./locks/17.3-LTS.txt /', true],
    ['COPY locks/*.txt /', false],
    ['COPY locks/ /locks/', false],
    ['RUN --mount=type=bind,source=locks/17.3-LTS.txt,target=/l x', true],
    ['COPY locks/16.4-LTS.txt /', false],
    ['COPY locks/17.3-LTS.lsp.txt /', false],
    ['COPY requirements.txt /', false],
    ['COPY . /', false],
  ])('knows whether a build takes a lock: %s', (step, isTaken) => {
    const images = testImages([testFlavour('team', `${lines}${step}\n`)]);
    const [owner] = images.map(openOwners(images, 'brickyard'));
    expect(owner?.takesLock('locks/17.3-LTS.txt')).toBe(isTaken);
  });

  it('leads from an image to what it starts from and copies from', () => {
    const images = testImages([
      testFlavour('tools', 'FROM scratch\n'),
      testFlavour('base', 'FROM ubuntu:24.04\n'),
      testFlavour(
        'team',
        'FROM brickyard/base\nCOPY --from=brickyard/tools / /\n',
      ),
    ]);
    const team = images.map(openOwners(images, 'brickyard'))[2];
    const below = team?.parents.map(({ flavour }) => flavour.name);
    expect(team?.base?.flavour.name).toBe('base');
    expect(below).toEqual(['base', 'tools']);
  });
});
