import { BrickyardError } from '../errors';
import {
  asNxGenerator,
  asNxMigration,
  asNxTask,
  asReportingGenerator,
  type ReportedRun,
} from './generator';
import { TestTree } from './testing/test-tree';

const test = new TestTree();
afterAll(() => test.close());

async function failure(error: unknown): Promise<Error> {
  const run = asNxGenerator(() => {
    throw error;
  });
  return run(test.tree, {}).then(
    () => new Error('nothing was thrown'),
    (thrown: Error) => thrown,
  );
}

describe('asNxGenerator', () => {
  it('shows message, code and hint of a fault in what was asked, and no stack', async () => {
    const fault = new BrickyardError('NAME_TAKEN', 'it is taken', {
      hint: 'choose another',
    });
    expect(await failure(fault)).toMatchObject({
      code: 'NAME_TAKEN',
      message: 'it is taken [NAME_TAKEN]\n  hint: choose another',
      stack: undefined,
    });
  });

  it('leaves a fault in code as it is', async () => {
    const fault = new TypeError('x is not a function');
    expect(await failure(fault)).toBe(fault);
  });

  it('tells when the changes are on disk, not before', async () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const done = await asNxGenerator(() => ['next:'])(test.tree, {});
    expect(write).not.toHaveBeenCalled();
    done();
    expect(write).toHaveBeenCalledWith('\nnext:\n');
    write.mockRestore();
  });
});

describe('every kind of generator', () => {
  const empty = () => Promise.resolve({ told: [] });
  it.each([
    ['one that tells', asNxGenerator(() => [])],
    ['one that reports', asReportingGenerator(empty)],
    [
      'one that works',
      asNxTask(() => Promise.resolve(() => Promise.resolve())),
    ],
  ])('%s refuses an Nx that was not tried', async (_, run) => {
    const old = new TestTree();
    old.folder.write('node_modules/nx/package.json', { version: '22.7.1' });
    await expect(run(old.tree, {})).rejects.toMatchObject({
      code: 'NX_UNSUPPORTED',
    });
    old.close();
  });
});

describe('asNxTask', () => {
  const fault = new BrickyardError('LOCK_FAILED', 'no such package');
  const shown = { message: 'no such package [LOCK_FAILED]', stack: undefined };

  it('leaves what is to be done to Nx, which does nothing in a dry run', async () => {
    const done: string[] = [];
    const finish = await asNxTask(() => {
      done.push('planned');
      return Promise.resolve(() => {
        done.push('written');
        return Promise.resolve();
      });
    })(test.tree, {});
    expect(done).toEqual(['planned']);
    await finish();
    expect(done).toEqual(['planned', 'written']);
  });

  it('shows no stack of a fault, neither before nor after', async () => {
    const before = asNxTask(() => Promise.reject(fault));
    await expect(before(test.tree, {})).rejects.toMatchObject(shown);
    const after = asNxTask(() =>
      Promise.resolve(() => Promise.reject<void>(fault)),
    );
    const finish = await after(test.tree, {});
    await expect(finish()).rejects.toMatchObject(shown);
  });
});

describe('asReportingGenerator', () => {
  const failed = new BrickyardError('UPGRADE_CONFLICT', 'it met');
  let written: string;
  beforeEach(() => {
    written = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env['NX_DRY_RUN'];
  });
  const run = (outcome: Partial<ReportedRun>) =>
    asReportingGenerator(async () => ({ told: ['told'], ...outcome }))(
      test.tree,
      {},
    );

  it('fails when its changes are on disk, and has told by then', async () => {
    const finish = jest.fn(async () => undefined);
    const done = await run({ finish, failure: failed });
    expect([written, finish.mock.calls]).toEqual(['', []]);
    await expect(done()).rejects.toMatchObject({
      code: 'UPGRADE_CONFLICT',
      stack: undefined,
    });
    expect(written).toBe('\ntold\n');
    expect(finish).toHaveBeenCalled();
  });

  it('asks for an Nx that goes with Brickyard first', async () => {
    const other = new TestTree();
    other.folder.write('node_modules/nx/package.json', { version: '22.7.1' });
    const run = asReportingGenerator(async () => ({ told: [] }));
    await expect(run(other.tree, {})).rejects.toMatchObject({
      code: 'NX_UNSUPPORTED',
    });
    other.close();
  });

  it('tells and fails in a dry run, too, and finishes nothing', async () => {
    process.env['NX_DRY_RUN'] = 'true';
    const finish = jest.fn(async () => undefined);
    await expect(run({ finish, failure: failed })).rejects.toMatchObject({
      code: 'UPGRADE_CONFLICT',
    });
    expect(written).toBe('\ntold\ndry run: nothing was written\n');
    expect(finish).not.toHaveBeenCalled();
  });
});

describe('asNxMigration', () => {
  it('returns text that a terminal only shows', () => {
    const migrate = asNxMigration(() => ['a\u001bb']);
    expect(migrate(test.tree)).toEqual(['a\\x1bb']);
  });

  it('shows a fault without a stack', () => {
    const migrate = asNxMigration(() => {
      throw new BrickyardError('STARTER_RECORD_INVALID', 'bad');
    });
    expect(() => migrate(test.tree)).toThrow('bad [STARTER_RECORD_INVALID]');
  });
});
