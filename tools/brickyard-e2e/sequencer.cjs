const { default: TestSequencer } = require('@jest/test-sequencer');

/**
 * Files that take minutes, the one first that waits for a download. The next builds this repository's flavours, and the
 * next two need none of them; whoever does comes after. Jest knows how long a file
 * takes only where it has run before: on a new machine the longest might be the
 * last, alone on one of two workers.
 */
const first = [
  'containerd-store',
  ...['kinds', 'interruptions', 'r-packages', 'flavours'],
  ...['adoption', 'smoke', 'rebuild', 'conformance', 'lock'],
];

module.exports = class extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = first.findIndex((name) =>
        path.endsWith(`${name}.e2e.spec.ts`),
      );
      return place < 0 ? first.length : place;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
