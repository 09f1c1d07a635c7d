import { Breaker, REQUEST_POINTS, TRY_POINTS } from './breaker';
import { HttpError } from './http-error';

const origin = 'https://registry.test';
const setback = { error: new HttpError('HTTP_FAILED', 'no answer') };

const lost = { points: REQUEST_POINTS };
const forAll = { ...lost, isForAll: true };

describe('Breaker', () => {
  let now: number;
  let breaker: Breaker<string>;

  beforeEach(() => {
    now = 1000;
    breaker = new Breaker(() => now);
  });

  it('opens with the third failure in a row', () => {
    for (let n = 1; n <= 3; n += 1) {
      expect(breaker.find(origin)).toBeUndefined();
      breaker.fail(origin, setback, lost);
    }
    expect(breaker.find(origin)).toBe(setback);
    expect(breaker.find('https://other.test')).toBeUndefined();
  });

  it('takes a round of tries that fail, and not two', () => {
    const fail = () => breaker.fail(origin, setback, { points: TRY_POINTS });
    const isOpen = Array.from({ length: 30 }, fail);
    expect(isOpen.indexOf(true)).toBe(29);
  });

  it('counts anew after a success', () => {
    breaker.fail(origin, setback, lost);
    breaker.fail(origin, setback, lost);
    breaker.succeed(origin);
    breaker.fail(origin, setback, lost);
    expect(breaker.find(origin)).toBeUndefined();
  });

  it('opens at the first word of a host that is for all', () => {
    breaker.fail(origin, { answer: 'closed' }, forAll);
    expect(breaker.find(origin)).toEqual({ answer: 'closed' });
  });

  it('needs three of them from a host that answered before', () => {
    breaker.succeed(origin);
    breaker.fail(origin, { answer: 'closed' }, forAll);
    expect(breaker.find(origin)).toBeUndefined();
  });

  it('lets one request through after a minute', () => {
    for (let n = 1; n <= 3; n += 1) breaker.fail(origin, setback, lost);
    now += 59_999;
    expect(breaker.find(origin)).toBe(setback);
    now += 1;
    expect(breaker.find(origin)).toBeUndefined();
    expect(breaker.find(origin)).toBe(setback);
    breaker.fail(origin, setback, lost);
    expect(breaker.find(origin)).toBe(setback);
    now += 60_000;
    expect(breaker.find(origin)).toBeUndefined();
    breaker.succeed(origin);
    expect(breaker.find(origin)).toBeUndefined();
  });

  it('holds for as long as a host asks', () => {
    breaker.succeed(origin);
    breaker.hold(origin, { answer: 'in an hour' }, 3_600_000);
    now += 3_599_999;
    expect(breaker.find(origin)).toEqual({ answer: 'in an hour' });
    now += 1;
    expect(breaker.find(origin)).toBeUndefined();
  });
});
