import { testFlavour, testImage, testSubject } from '../test-subject';
import { img04 } from './img-04';

describe('IMG-04', () => {
  const check = (user: string, dockerfile = 'FROM a\nUSER app\n') =>
    img04.check(
      testSubject({
        image: testImage({ user }),
        flavour: testFlavour(dockerfile),
      }),
    );

  it.each(['', 'root', '0', '0:0', 'root:root'])('takes %j', (user) => {
    expect(check(user)).toEqual([]);
  });

  it.each(['app', '1000', '1000:0'])('warns of %s', (user) => {
    expect(check(user)).toMatchObject([
      { found: user, place: { file: 'packages/a/Dockerfile', line: 2 } },
    ]);
  });

  it('blames no line when the image below is at fault', () => {
    expect(check('app', 'FROM a\n')[0]?.place).toBeUndefined();
  });
});
