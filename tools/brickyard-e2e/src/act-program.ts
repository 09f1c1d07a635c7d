import { findGoProgram } from './go-program';

/** A runner of GitHub workflows. */
export function findAct(): string {
  return findGoProgram({
    name: 'act',
    package: 'github.com/nektos/act',
    version: 'v0.2.89',
    go: '1.25',
    use: 'run workflows',
  });
}
