import { oncePer } from './once-per';

describe('oncePer', () => {
  it('computes once for each object, also where nothing comes of it', () => {
    const asked: object[] = [];
    const read = oncePer((of: { name?: string }) => {
      asked.push(of);
      return of.name;
    });
    const [first, second] = [{ name: 'a' }, {}];
    const names = [first, second, first, second].map(read);
    expect(names).toEqual(['a', undefined, 'a', undefined]);
    expect(asked).toEqual([first, second]);
  });
});
