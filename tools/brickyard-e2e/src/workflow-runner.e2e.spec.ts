import { evaluate, evaluateCondition } from './github-expression';
import { parseWorkflow } from './workflow-file';

const context = {
  github: { repository: 'team/images', token: 't', event: { number: 7 } },
  secrets: { PASSWORD: 'p' },
};

describe('the runner of generated workflows', () => {
  it.each([
    ['github.event.number', 7],
    ["github.repository == 'Team/Images' && !cancelled()", true],
    ["!(github.repository != 'team/images' || cancelled())", true],
    ['secrets.TOKEN || github.token', 't'],
    ['secrets.PASSWORD || github.token', 'p'],
  ])('evaluates %s', (source, value) => {
    expect(evaluate(source, context)).toBe(value);
  });

  it.each([
    'github.actor',
    'github.event.pull_request.number',
    'vars.NAME',
    'always()',
    "contains(github.repository, 'x')",
    'github.token github.token',
    "github.repository == 'x",
  ])('stops at %s, which it does not know', (source) => {
    expect(() => evaluate(source, context)).toThrow();
  });

  it.each([
    [undefined, true, false],
    ['${{ !cancelled() }}', true, true],
    ["${{ github.repository == 'team/images' }}", true, false],
  ])('runs what has the condition %s', (source, afterSuccess, afterFailure) => {
    expect(evaluateCondition(source, context, true)).toBe(afterSuccess);
    expect(evaluateCondition(source, context, false)).toBe(afterFailure);
  });

  it('stops at a key that it would pass over', () => {
    const job = 'jobs: { a: { runs-on: x, timeout-minutes: 1, permissions: {}';
    const text = (step: string) =>
      `name: a\non: push\npermissions: {}\nconcurrency: a\n${job}, steps: [${step}] } }`;
    expect(parseWorkflow(text('{ name: a, run: b }')).name).toBe('a');
    expect(() =>
      parseWorkflow(text('{ name: a, run: b, continue-on-error: true }')),
    ).toThrow('continue-on-error');
  });
});
