import { testFlavourFacts, testSubject } from '../testing/test-subject';
import { doc02 } from './doc-02';
import { doc03 } from './doc-03';
import { doc04 } from './doc-04';

const ofText = (text: string) =>
  testSubject({ flavour: testFlavourFacts(text) });

describe('DOC-02', () => {
  it.each([
    ['COPY --from=$I a b', '$I'],
    ['COPY --from=a:${V} a b', 'a:${V}'],
    ['ONBUILD COPY --from=$I a b', '$I'],
    ['RUN --mount=type=bind,from=$I,target=/x ls', '$I'],
  ])('warns of %s', (line, found) => {
    const faults = doc02.check(ofText(`FROM a\nARG I=i\n${line}\n`));
    const place = { file: 'packages/a/Dockerfile', line: 3 };
    expect(faults).toMatchObject([{ found, place }]);
  });

  it.each([
    'COPY --from=i $A b',
    'RUN --mount=type=bind,source=$A,target=/x ls',
    'RUN ls --from=$A',
    'FROM $A',
  ])('takes %s', (line) => {
    expect(doc02.check(ofText(`ARG A=a\nFROM a\n${line}\n`))).toEqual([]);
  });
});

describe('DOC-03', () => {
  it('warns of patterns that match nothing, and shows how brackets are written', () => {
    const unmatched = [
      { source: 'data[1].csv', line: 2 },
      { source: '*.whl', line: 3 },
    ];
    const flavour = testFlavourFacts('FROM a\n', { unmatched });
    expect(doc03.check(testSubject({ flavour }))).toMatchObject([
      {
        place: { line: 2 },
        hint: expect.stringContaining('data[[]1].csv') as string,
      },
      { found: '*.whl', place: { line: 3 } },
    ]);
  });

  it('is skipped where nobody looked', () => {
    expect(doc03.unable?.(ofText('FROM a'))).toContain('files');
  });
});

describe('DOC-04', () => {
  const commit = '0'.repeat(40);

  it.each([
    ['ADD https://h/a.tgz /', 'https://h/a.tgz'],
    ['ADD --chmod=755 https://me:pw@h/a?token=x b /', 'https://h/a'],
    ['ADD https://h/a.git#main /', 'https://h/a.git'],
    ['ADD git@h:a/b.git /', 'git@h:a/b.git'],
    ['ADD ["https://h/a b", "/"]', 'https://h/a b'],
    ['ARG U=https://h/a\nADD $U/b /', 'https://h/a/b'],
    ['ONBUILD ADD https://h/a /', 'https://h/a'],
  ])('warns of %j', (line, found) => {
    expect(doc04.check(ofText(`FROM a\n${line}\n`))).toMatchObject([{ found }]);
  });

  it.each([
    'ADD a.tgz /',
    `ADD --checksum=sha256:${'0'.repeat(64)} https://h/a /`,
    `ADD https://h/a.git#${commit} /`,
    `ADD https://h/a.git?checksum=${commit} /`,
    'RUN curl https://h/a',
  ])('takes %s', (line) => {
    expect(doc04.check(ofText(`FROM a\n${line}\n`))).toEqual([]);
  });
});
