import { readWorkspace } from '../../workspace/read-workspace';
import { selectSound } from '../plan/select-images';
import { TestWorkspace } from '../testing/test-workspace';
import { checkPythonSources } from './check-python-sources';
import { listBuilds } from './list-builds';

const wheel = 'wheels/loc-1.0-py3-none-any.whl';
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
});
afterEach(() => workspace.close());

function write(dockerfile: readonly string[], definition: object = {}): void {
  workspace.write('packages/geo/Dockerfile', `${dockerfile.join('\n')}\n`);
  const value = { runtimes: ['17.3-LTS'], ...definition };
  workspace.write(
    'packages/geo/image.ts',
    `export default ${JSON.stringify(value, null, 1)};\n`,
  );
  workspace.write('packages/geo/package.json', { name: 'geo' });
  workspace.write('packages/geo/requirements.txt', '-r more.txt\n');
  workspace.write('packages/geo/more.txt', `pandas\n./${wheel}\n`);
  workspace.write(`packages/geo/${wheel}`, 'a wheel');
}

function geo() {
  const { images } = selectSound(readWorkspace(workspace.root, {}), ['geo']);
  const [image] = images;
  if (image === undefined) throw new Error('no image');
  return image;
}

const check = () =>
  checkPythonSources(geo()).map(
    ({ place, message }) => `${place.file}:${place.line}: ${message}`,
  );

describe('checkPythonSources', () => {
  it.each(['COPY wheels*/ /python/wheels/', 'COPY . /', `COPY ${wheel} /`])(
    'is content with files that are copied: %s',
    (copy) => {
      write(['FROM ubuntu:24.04', copy]);
      expect(check()).toEqual([]);
    },
  );

  it('names the line of a file that is not, and what copies it', () => {
    write(['FROM ubuntu:24.04', 'COPY wheels/*.txt /']);
    expect(check()).toEqual([
      `packages/geo/more.txt:2: ./${wheel}: packages/geo/Dockerfile does not copy ${wheel}: put it beside the lock, as COPY wheels/ /python/wheels/ where the lock is /python/requirements.txt, and mount that folder`,
    ]);
  });

  it('asks for the mount of a secret that an index has', () => {
    const index = { url: 'https://h/simple', packages: ['x'], secret: 'feed' };
    const definition = {
      secrets: [{ id: 'feed', env: 'FEED' }],
      python: { indexes: { internal: index } },
    };
    write(['FROM ubuntu:24.04', 'COPY . /'], definition);
    expect(check()).toEqual([
      "packages/geo/image.ts:18: python.indexes.internal.secret: no step of packages/geo/Dockerfile mounts 'feed': add --mount=type=secret,id=feed to the one that installs the lock",
    ]);
    const mount = 'RUN --mount=type=secret,id=feed install';
    write(['FROM ubuntu:24.04', 'COPY . /', mount], definition);
    expect(check()).toEqual([]);
  });
});

describe('listBuilds', () => {
  it('has names of image.ts, and archives of lists', () => {
    write(['FROM ubuntu:24.04'], { python: { buildFromSource: ['DocOpt'] } });
    workspace.write('packages/geo/more.txt', './src_pkg-1.0.tar.gz\n');
    workspace.write('packages/geo/src_pkg-1.0.tar.gz', 'x');
    expect(listBuilds(geo().flavour)).toEqual(['docopt', 'src-pkg']);
  });
});
