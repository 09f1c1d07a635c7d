import { caught } from '../test-error';
import { parseImagesLock } from './images-lock';

const digest = `sha256:${'0a'.repeat(32)}`;

describe('parseImagesLock', () => {
  it('is a digest by reference', () => {
    const lock = { 'ubuntu:24.04': digest, 'ghcr.io/a/b:1': digest };
    expect(parseImagesLock(JSON.stringify(lock), 'x')).toEqual(lock);
  });

  it.each([
    ['{', 'is not JSON: '],
    ['[1]', '0: expected string, got 1'],
    ['"x"', 'the file: expected Object, got "x"'],
    ['{"ubuntu:24.04":"sha256:1"}', 'ubuntu:24.04: is not sha256:<64 hex>'],
    [`{"a":"${digest.toUpperCase()}"}`, 'a: is not sha256:<64 hex>'],
    ['{"a":null}', 'a: expected string, got null'],
  ])('says what is wrong with %s', (text, message) => {
    const parse = () => parseImagesLock(text, 'images.lock.json');
    const error = caught(parse) as Error;
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(error.message).toContain(`images.lock.json: ${message}`);
  });
});
