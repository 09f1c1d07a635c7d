const { default: TestSequencer } = require('@jest/test-sequencer');

/**
 * Files that take minutes, in an order in which no two beside each other build the
 * same images. Jest knows how long a file takes only where it has run before: on a
 * new machine the longest might be the last, alone on one of two workers.
 */
const first = [
  ...['kinds', 'workflows', 'r-packages', 'interruptions', 'flavours', 'smoke'],
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
