import { caught } from '../testing/test-error';
import { TestFolder } from '../testing/test-folder';
import { isUnknown, readFlavourDockerfile } from './flavour-dockerfile';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

function read(text: string) {
  folder.write('packages/x/Dockerfile', text);
  return readFlavourDockerfile(folder.root, 'packages/x/Dockerfile');
}

const images = (text: string) => read(text).images.map(({ image }) => image);

describe('readFlavourDockerfile', () => {
  it.each([
    ['ARG A=ubuntu:24.04\nFROM ${A}\n', ['ubuntu:24.04']],
    ['ARG A=a\nARG B=${A}/b\nFROM ${B}:${C:-d}\n', ['a/b:d']],
    ['FROM a AS b\nFROM b\n', ['a']],
    ['FROM a\nCOPY --from=c /x /\nRUN --mount=from=d x\n', ['a', 'c', 'd']],
    ['# syntax=s/t:1\nFROM a\n', ['s/t:1', 'a']],
  ])('%j names %j', (text, expected) => {
    expect(images(text)).toEqual(expected);
  });

  it('reads a file as it is now, and the same text once', () => {
    const first = read('FROM a\n');
    expect(read('FROM a\n')).toBe(first);
    expect(images('FROM b\n')).toEqual(['b']);
    expect(images('FROM a\n')).toEqual(['a']);
  });

  it('stands for an ARG that only a runtime gives', () => {
    const [image = ''] = images('ARG BASE_IMAGE\nFROM ${BASE_IMAGE}\n');
    expect(isUnknown(image)).toBe(true);
    expect(isUnknown('ubuntu')).toBe(false);
  });

  it.each([
    ['COPY a b/ /x/', ['a', 'b']],
    ['ADD . /x/', ['.']],
    ['ADD https://a.example/b /x/', []],
    ['COPY --from=y a /', []],
    ['RUN --mount=type=bind,source=a,target=/a a', ['a']],
    ['RUN --mount=target=/a a', ['.']],
    ['ARG LOCK\nCOPY locks/${LOCK}.txt /x', ['locks/*.txt']],
    ['ARG LOCK=one\nCOPY ${LOCK}-${LOCK}/y /x', ['*-*/y']],
    ['ARG A=1\nENV B=${A}.txt\nCOPY ${B} /x', ['*.txt']],
  ])('%j takes %j', (text, expected) => {
    expect(read(`FROM scratch\n${text}\n`).sources).toEqual(expected);
  });

  it.each([
    ['FROM scratch\n', true],
    ['FROM ubuntu AS a\nFROM scratch\nCOPY --from=a /a /\n', true],
    ['FROM scratch AS a\nFROM ubuntu\n', false],
    ['FROM scratch AS a\nFROM a\n', true],
  ])('%j is from scratch: %j', (text, expected) => {
    expect(read(text).fromScratch).toBe(expected);
  });

  it.each([
    ['locks/${LINE}.txt', true],
    ['locks/${LINE}.apt.txt*', true],
    ['locks/${LINE}.r.tx[t]', true],
    ['locks/', false],
    ['locks/*.txt', false],
  ])('a COPY of %s takes a lock: %j', (source, expected) => {
    const text = `FROM scratch\nARG LINE=one\nCOPY ${source} /x/\n`;
    expect(read(text).isLocked).toBe(expected);
  });

  it.each(['FRM ubuntu\n', '', 'RUN x\n', 'FROM a\nCOPY --from=0x1f!! /a\n'])(
    'refuses %j with its file',
    (text) => {
      expect(caught(() => read(text))).toMatchObject({
        code: 'DOCKERFILE_INVALID',
        message: expect.stringContaining('packages/x/Dockerfile') as string,
      });
    },
  );
});
