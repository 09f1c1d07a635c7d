import { dateWaivers } from './date-waivers';

const standing = (now: string, until?: string) =>
  dateWaivers([{ rule: 'A-01', reason: 'why', until }], new Date(now))[0]
    ?.standing;

describe('dateWaivers', () => {
  it.each([
    ['2027-02-28T23:59:59Z', 'valid'],
    ['2027-03-01T00:00:00Z', 'ending'],
    ['2027-03-31T00:00:00Z', 'ending'],
    ['2027-03-31T23:59:59.999Z', 'ending'],
    ['2027-04-01T00:00:00Z', 'ended'],
    ['2030-01-01T00:00:00Z', 'ended'],
    // A laptop east of Greenwich: there it is the first of April already.
    ['2027-04-01T01:00:00+02:00', 'ending'],
  ])('at %s, one until 2027-03-31 is %s', (now, expected) => {
    expect(standing(now, '2027-03-31')).toBe(expected);
  });

  it('lets one without an end stand', () => {
    expect(standing('2999-01-01T00:00:00Z')).toBe('valid');
  });

  it('takes a flavour without waivers', () => {
    expect(dateWaivers(undefined, new Date(0))).toEqual([]);
  });
});
