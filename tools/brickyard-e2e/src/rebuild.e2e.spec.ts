import { expectSameFromNothing } from './rebuild';
import { canStartEngine } from './second-engine';

// One flavour with a lock and what it is built on: apt, pip and uv. R packages are
// compiled twice in r-packages.e2e.spec.ts; at night every flavour is built again.
const name = 'python contains the same when it is built from nothing again';
const unlessMissing = canStartEngine ? it : it.skip;
unlessMissing(
  canStartEngine ? name : `${name} (no second engine here)`,
  () =>
    expectSameFromNothing(
      ['toolbox', 'minimal', 'python'],
      ['minimal', 'python'],
    ),
  900_000,
);
