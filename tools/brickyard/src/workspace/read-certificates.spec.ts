import { rootCertificates } from 'node:tls';

import { caught } from '../testing/test-error';
import { TestFolder } from '../testing/test-folder';
import { readCertificates } from './read-certificates';

const [one = '', two = ''] = rootCertificates;
const folder = new TestFolder();
afterAll(() => folder.close());

function read(...names: string[]): string[] {
  return readCertificates(
    names.map((name) => folder.path(name)),
    folder.root,
  );
}

describe('readCertificates', () => {
  it('is each certificate of each file once, without what is around', () => {
    folder.write('a.pem', `subject=one\n${one}\n\n${two}`);
    folder.write('b.pem', `\ufeff${two.replaceAll('\n', '\r\n')}\r\n`);
    expect(read('a.pem', 'b.pem')).toEqual([
      `${one.trim()}\n`,
      `${two.trim()}\n`,
    ]);
  });

  it('is nothing for no file', () => {
    expect(read()).toEqual([]);
  });

  it.each([
    ['', 'holds no certificate in PEM form'],
    ['hunter2', 'holds no certificate in PEM form'],
    [one.replaceAll('CERTIFICATE', 'PUBLIC KEY'), 'holds no certificate'],
    [
      `${one}\n-----BEGIN CERTIFICATE-----\naHVudGVyMg==\n-----END CERTIFICATE-----\n`,
      'certificate 2 cannot be read',
    ],
    [
      `${one}\n-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----\n`,
      'holds a private key',
    ],
    [
      '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n',
      'holds a private key',
    ],
  ])('refuses %j', (text, message) => {
    folder.write('certs/x.pem', text);
    const error = caught(() => read('certs/x.pem'));
    expect(error).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringMatching(`^certs/x.pem: ${message}`) as string,
    });
    expect(String(error)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  it('names every file with a fault', () => {
    folder.write('x.pem', 'x');
    expect(caught(() => read('gone.pem', 'x.pem', 'certs'))).toMatchObject({
      problems: [
        { place: { file: 'gone.pem' }, message: 'does not exist' },
        { place: { file: 'x.pem' } },
        { place: { file: 'certs' }, message: 'is a folder, not a file' },
      ],
    });
  });
});
