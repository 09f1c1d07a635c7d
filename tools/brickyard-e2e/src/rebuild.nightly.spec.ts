import { expectSameFromNothing } from './rebuild';
import { repositoryPackages } from './repository-flavours';

/** Those that are a file to take: what is in them is in the others. */
const libraries = ['toolbox', 'gecko', 'armadillo'];

it('every flavour contains the same when it is built from nothing again', () =>
  expectSameFromNothing(
    repositoryPackages,
    repositoryPackages.filter((name) => !libraries.includes(name)),
  ));
