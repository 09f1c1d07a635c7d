import { explainCron } from './explain-cron';

describe('explainCron', () => {
  it.each([
    '0 3 * * *',
    '*/15 0-6,22 1 jan-MAR MON',
    '59 23 31 12 6',
    '0 0-20/5 * * 1,3,5',
  ])('takes %j', (line) => expect(explainCron(line)).toBeUndefined());

  it.each([
    ['', 'is not a cron line of five fields, such as "0 3 * * *"'],
    ['@daily', 'is not a cron line of five fields, such as "0 3 * * *"'],
    ['0 0 3 * * *', 'is not a cron line of five fields, such as "0 3 * * *"'],
    ['0  3 * *', 'the hour is not within 0 to 23'],
    ['60 3 * * *', 'the minute is not within 0 to 59'],
    ['-1 3 * * *', 'the minute is not within 0 to 59'],
    ['0 5-3 * * *', 'the hour is not within 0 to 23'],
    ['0 3 0 * *', 'the day of the month is not within 1 to 31'],
    ['0 3 * MON *', 'the month is not within 1 to 12'],
    ['0 3 * * 7', 'the day of the week is not within 0 to 6'],
    ['0 3 */0 * *', 'the day of the month is not within 1 to 31'],
  ])('says of %j that %s', (line, problem) =>
    expect(explainCron(line)).toBe(problem),
  );
});
