import { explainLockFailure, listMissingNames } from './explain-failure';
import { testChild, testLock } from './testing/test-lock';

/** As a step prints it; uv 0.13. */
function printed(cause: string): string[] {
  return [
    'DONE 0.1s copy /context /',
    '  error: No solution found when resolving dependencies',
    ...cause.split('\n').map((line) => `    ${line}`),
    'ERROR 0.5s [lock 1/1] RUN lock-requirements',
  ];
}

const child = testChild('# own\nidna>=3.8\n', 'requests\n\nIdna<3.8\n');
const own = testLock('airflow==2.9\n\nsqlalchemy>=2\nnumpy<2\n');

describe('explainLockFailure', () => {
  it('names the two sides of a conflict and both lines', () => {
    const error = explainLockFailure(
      [child],
      printed(
        'cause: Because you require idna>=3.8 and idna<3.8, we can conclude that your requirements are unsatisfiable.',
      ),
      undefined,
    );
    expect(error?.code).toBe('LOCK_CONFLICT');
    expect(error?.message).toBe(
      [
        'the requirements of team contradict each other for 17.3-LTS: you require idna>=3.8 and idna<3.8',
        'packages/team/requirements.txt:2: idna>=3.8',
        'packages/python/requirements.txt:3: Idna<3.8',
      ].join('\n'),
    );
    expect(error?.problems).toHaveLength(2);
  });

  it('leaves out lines that take any version', () => {
    const error = explainLockFailure(
      [testChild('mlflow==2.9.0\npyarrow\n', 'pyarrow\n')],
      printed(
        'cause: Because mlflow==2.9.0 depends on pyarrow<15 and you require pyarrow==19.0.1, we can conclude that your requirements and mlflow==2.9.0 are incompatible.\nAnd because you require mlflow==2.9.0, we can conclude that your requirements are unsatisfiable.',
      ),
      undefined,
    );
    const [, ...lines] = error?.message.split('\n') ?? [];
    expect(lines).toEqual([
      'packages/team/requirements.txt:1: mlflow==2.9.0',
      'runtime 17.3-LTS: pyarrow==19.0.1',
    ]);
  });

  it('keeps the steps in between', () => {
    const error = explainLockFailure(
      [own],
      printed(
        'cause: Because airflow==2.9 depends on sqlalchemy>=1.4,<2.0 and you require airflow==2.9, we can conclude that you require sqlalchemy>=1.4,<2.0.\nAnd because you require sqlalchemy>=2, we can conclude that your requirements are unsatisfiable.',
      ),
      undefined,
    );
    expect(error?.code).toBe('LOCK_CONFLICT');
    expect(error?.message).toContain(
      'airflow==2.9 depends on sqlalchemy>=1.4,<2.0 and you require airflow==2.9, we can conclude that you require sqlalchemy>=1.4,<2.0. And because you require sqlalchemy>=2\n',
    );
    expect(error?.message).toContain('requirements.txt:1: airflow==2.9\n');
    expect(error?.message).toMatch(/requirements.txt:3: sqlalchemy>=2$/);
  });

  it("names a pin of the runtime as the runtime's", () => {
    const error = explainLockFailure(
      [own],
      printed(
        'cause: Because you require numpy<2 and numpy==2.1.3, we can conclude that your requirements are unsatisfiable.',
      ),
      undefined,
    );
    expect(error?.message).toMatch(/\nruntime 17\.3-LTS: numpy==2\.1\.3$/);
  });

  it.each([
    'Because airflow was not found in the package registry and you require airflow==2.9',
    'Because there is no version of airflow==2.9 and you require airflow==2.9',
    'Because airflow==2.9 has no usable wheels and you require airflow==2.9',
  ])('is not a conflict: %s', (because) => {
    const cause = `cause: ${because}, we can conclude that your requirements are unsatisfiable.`;
    const error = explainLockFailure([own], printed(cause), undefined);
    expect(error?.code).toBe('LOCK_FAILED');
    expect(error?.message).toContain('team cannot be locked for 17.3-LTS: ');
    expect(error?.message).toMatch(/requirements.txt:1: airflow==2.9$/);
  });

  it('names the file of the runtime for what has to be compiled', () => {
    const because = 'Because airflow==2.9 has no usable wheels and you require';
    const cause = `cause: ${because} airflow==2.9, we can conclude that your requirements are unsatisfiable.`;
    const error = explainLockFailure([own], printed(cause), undefined);
    expect(error?.hint).toMatch(
      /^nothing is compiled for 17\.3-LTS: .* in the runtime's own JSON file, as "python": \{ "buildPackages": /,
    );
  });

  it('shows what uv says of anything else, and the line that it names', () => {
    const error = explainLockFailure(
      [own],
      [
        '  error: Request failed after 3 retries in 5.8s',
        '    cause: Failed to fetch: http://127.0.0.1:9/simple/airflow/',
      ],
      undefined,
    );
    expect(error?.code).toBe('LOCK_FAILED');
    expect(error?.message).toContain('  | cause: Failed to fetch: http');
    expect(error?.hint).toContain('the package index does not answer');
  });

  it('leaves alone what is not of uv', () => {
    const lines = ['  E: Unable to locate package python3', 'ERROR RUN apt'];
    expect(explainLockFailure([own], lines, undefined)).toBeUndefined();
  });

  it('says that the index was not there for uv itself', () => {
    const line =
      "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError': /simple/uv/";
    const error = explainLockFailure([own], ['#5 x', line, 'ERROR: none'], 0);
    expect(error).toMatchObject({
      code: 'LOCK_FAILED',
      message: expect.stringContaining('uv could not be downloaded') as string,
      hint: expect.stringMatching(
        /^the package index does not answer/,
      ) as string,
    });
    expect(explainLockFailure([own], ['ERROR: none'], 0)).toBeUndefined();
  });
});

describe('listMissingNames', () => {
  it('reads the names that uv says the index lacks', () => {
    const cause =
      'cause: Because tabualte was not found in the package registry and you require tabualte, we can conclude that your requirements are unsatisfiable.';
    expect(listMissingNames(printed(cause))).toEqual(['tabualte']);
  });

  it('finds none where it is about versions, or the index did not answer', () => {
    const cause =
      'cause: Because there is no version of airflow==2.9 and you require airflow==2.9, we can conclude that your requirements are unsatisfiable.';
    expect(listMissingNames(printed(cause))).toEqual([]);
    expect(listMissingNames(['error: Failed to fetch: `http://x/`'])).toEqual(
      [],
    );
  });
});
