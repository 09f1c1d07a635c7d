import { expectSameFromNothing } from './rebuild';
import { repositoryPackages } from './repository-flavours';
import { TestBed } from './test-bed';

/** Those that are a file to take: what is in them is in the others. */
const libraries = ['toolbox', 'gecko', 'armadillo'];
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.openWith(repositoryPackages);
});
afterAll(() => bed?.close());

it('every flavour contains the same when it is built from nothing again', () =>
  expectSameFromNothing(
    bed,
    repositoryPackages.filter((name) => !libraries.includes(name)),
    libraries,
  ));
