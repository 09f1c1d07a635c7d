import { type HistoryEntry, pairLayers } from './pair-layers';

const step = (CreatedBy: string, Size = 0): HistoryEntry => {
  return { CreatedBy, Size, Comment: 'buildkit.dockerfile.v0' };
};
const base = { CreatedBy: '', Size: 9, Comment: 'Imported from -' };

describe('pairLayers', () => {
  it.each([
    ['steps that make no layer', [base, step('ENV A=1'), step('COPY a /', 3)]],
    ['an empty layer', [base, step('COPY a /')]],
    ['a folder that was there', [base, step('WORKDIR /'), step('COPY a /')]],
    [
      'words of the builder before BuildKit',
      [
        base,
        step('/bin/sh -c #(nop)  CMD ["a"]'),
        step('/bin/sh -c #(nop) WORKDIR /a', 4),
      ],
    ],
    ['steps that this does not know', [base, step('NEW'), step('COPY a /', 1)]],
  ])('knows %s', (_, history) => {
    const last = history.at(-1);
    expect(pairLayers(['sha256:a', 'sha256:b'], history)).toEqual([
      { unpacked: 'sha256:a', size: 9, createdBy: 'Imported from -' },
      { unpacked: 'sha256:b', size: last?.Size, createdBy: last?.CreatedBy },
    ]);
  });

  it.each([
    ['no history', []],
    ['the history of more layers', [base, base, base]],
    ['the history of a squashed image', [step('COPY a /'), step('COPY b /')]],
  ])('says nothing of steps by %s', (_, history) => {
    expect(pairLayers(['sha256:a'], history)).toEqual([
      { unpacked: 'sha256:a', size: null, createdBy: '' },
    ]);
  });
});
