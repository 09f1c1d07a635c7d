import { parseReference } from '../reference/parse-reference';
import { caught } from '../testing/test-error';
import { lockName, parseImagesLock, renderImagesLock } from './images-lock';

const digest = `sha256:${'0a'.repeat(32)}`;

describe('parseImagesLock', () => {
  it('is a digest by reference', () => {
    const lock = { 'ubuntu:24.04': digest, 'ghcr.io/a/b:1': digest };
    expect(parseImagesLock(JSON.stringify(lock), 'x')).toEqual(lock);
  });

  it.each(['ubuntu', 'docker.io/library/ubuntu:latest', 'library/ubuntu'])(
    'knows %s by its one name',
    (name) => {
      const text = JSON.stringify({ [name]: digest });
      expect(parseImagesLock(text, 'x')).toEqual({ 'ubuntu:latest': digest });
    },
  );

  it.each([
    ['[]', 'the file: expected Object, got Array'],
    ['[1]', '0: expected string, got 1'],
    ['"x"', 'the file: expected Object, got "x"'],
    ['{"ubuntu:24.04":"sha256:1"}', 'ubuntu:24.04: is not sha256:<64 hex>'],
    [`{"a":"${digest.toUpperCase()}"}`, 'a: is not sha256:<64 hex>'],
    ['{"a":null}', 'a: expected string, got null'],
    [`{"A b":"${digest}"}`, '"A b" is not an image reference: '],
    [`{"a@${digest}":"${digest}"}`, `a@${digest}: has a digest of its own`],
    [
      `{"a":"${digest}","docker.io/library/a":"${digest}"}`,
      'docker.io/library/a: a:latest is listed twice',
    ],
  ])('says what is wrong with %s', (text, message) => {
    const parse = () => parseImagesLock(text, 'images.lock.json');
    const error = caught(parse) as Error;
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(error.message).toContain(`images.lock.json: ${message}`);
  });
});

describe('lockName', () => {
  it.each([
    ['ubuntu', 'ubuntu:latest'],
    ['index.docker.io/library/ubuntu:24.04', 'ubuntu:24.04'],
    ['team/tools:1', 'team/tools:1'],
    ['127.0.0.1:5000/lab/debian:12', '127.0.0.1:5000/lab/debian:12'],
  ])('of %s is %s', (text, expected) => {
    expect(lockName(parseReference(text))).toBe(expected);
  });
});

describe('renderImagesLock', () => {
  it('is sorted, and reads as what was written', () => {
    const lock = { 'b:1': digest, 'a:1': digest };
    const text = renderImagesLock(lock);
    expect(text).toBe(`{\n  "a:1": "${digest}",\n  "b:1": "${digest}"\n}\n`);
    expect(parseImagesLock(text, 'x')).toEqual(lock);
  });
});
