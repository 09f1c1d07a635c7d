import { parentFlavour } from './parent-flavour';

describe('parentFlavour', () => {
  it.each([
    ['brickyard/minimal', 'brickyard', 'minimal'],
    ['brickyard/minimal:latest', 'brickyard', 'minimal'],
    [`brickyard/minimal@sha256:${'0'.repeat(64)}`, 'brickyard', 'minimal'],
    ['brickyard/a/b', 'brickyard', 'a/b'],
    ['team/images/minimal:1', 'team/images', 'minimal'],
    ['team/minimal', 'team/images', undefined],
    ['brickyards/minimal', 'brickyard', undefined],
    ['docker.io/brickyard/minimal', 'brickyard', undefined],
    ['ubuntu', 'brickyard', undefined],
  ])('of %s in %s is %s', (image, namespace, flavour) => {
    expect(parentFlavour(image, namespace)).toBe(flavour);
  });
});
