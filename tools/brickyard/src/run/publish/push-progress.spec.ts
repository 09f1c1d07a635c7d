import { followPush } from './push-progress';

function follow(
  ...events: { state: string; current?: number; total?: number }[]
) {
  const lines: string[] = [];
  const statuses: string[] = [];
  const { report, states } = followPush('python@17.3-LTS', {
    line: (_image, text) => lines.push(text),
    status: (_image, text) => statuses.push(text),
    warn: () => undefined,
    settle: () => undefined,
  });
  for (const { state, current, total } of events) {
    const progress =
      current === undefined || total === undefined
        ? undefined
        : { current, total };
    report({ type: 'layer', id: 'l1', state, progress });
  }
  return { lines, statuses, states: [...states.values()] };
}

describe('followPush', () => {
  it.each(['Preparing', 'Pushed', 'Layer already exists'])(
    'keeps "%s" for the end',
    (state) => {
      expect(follow({ state: 'Waiting' }, { state })).toEqual({
        lines: [],
        statuses: ['waiting l1', `${state.toLowerCase()} l1`],
        states: [state],
      });
    },
  );

  it('tells each quarter of a large layer once', () => {
    const events = [1, 26, 27, 49, 51, 80, 100].map((percent) => {
      return { state: 'Pushing', current: percent * 1e6, total: 100e6 };
    });
    const { lines, statuses } = follow(...events);
    expect(lines).toEqual([
      'pushing l1: 26.0 MB of 100.0 MB',
      'pushing l1: 51.0 MB of 100.0 MB',
      'pushing l1: 80.0 MB of 100.0 MB',
      'pushing l1: 100.0 MB of 100.0 MB',
    ]);
    expect(statuses).toHaveLength(events.length);
  });

  it('tells that a registry is asked again', () => {
    const lines: string[] = [];
    const { report } = followPush('python@17.3-LTS', {
      line: (_image, text) => lines.push(text),
      status: () => undefined,
      warn: () => undefined,
      settle: () => undefined,
    });
    report({ type: 'repeat', reason: 'cannot push r/x:1: HTTP status: 503' });
    expect(lines).toEqual([
      'cannot push r/x:1: HTTP status: 503; trying again',
    ]);
  });

  it('keeps a small layer out of the log', () => {
    expect(
      follow({ state: 'Pushing', current: 9e6, total: 10e6 }).lines,
    ).toEqual([]);
  });
});
