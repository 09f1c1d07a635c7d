import type { BrickyardError } from '../../errors';
import { parseSide } from './parse-side';

const known = {
  flavours: ['python', 'r'],
  isFile: (path: string) => path === 'locks/a.txt' || path === 'plain',
};

describe('parseSide', () => {
  it.each([
    ['python', { kind: 'flavour', flavour: 'python' }],
    ['r@16.4-LTS', { kind: 'flavour', flavour: 'r', line: '16.4-LTS' }],
    ['runtime:17.3-LTS', { kind: 'runtime', line: '17.3-LTS' }],
    ['locks/a.txt', { kind: 'file', path: 'locks/a.txt' }],
    ['plain', { kind: 'file', path: 'plain' }],
  ])('%s', (text, side) => expect(parseSide(text, known)).toEqual(side));

  it.each([
    ['ubuntu:24.04', 'library/ubuntu'],
    ['127.0.0.1:5000/team/python', 'team/python'],
    [`python@sha256:${'a'.repeat(64)}`, 'library/python'],
    ['python:3.12', 'library/python'],
  ])('%s is a reference', (text, repository) => {
    const side = parseSide(text, known);
    expect(side).toMatchObject({
      kind: 'reference',
      reference: { repository },
    });
  });

  it.each([
    ['pythn', "'pythn' is not a flavour, a file or an image reference"],
    ['other@16.4-LTS', "'other@16.4-LTS' is not a flavour"],
    ['host/UPPER:1', "'host/UPPER:1' is not a flavour"],
    ['./b.json', 'there is no file ./b.json'],
    ['locks/b.txt', 'there is no file locks/b.txt'],
    ['', "'' is not a flavour"],
  ])('%j is unknown, and says what there is', (text, message) => {
    let error: BrickyardError | undefined;
    try {
      parseSide(text, known);
    } catch (thrown) {
      error = thrown as BrickyardError;
    }
    expect(error?.code).toBe('REFERENCE_INVALID');
    expect(error?.message).toContain(message);
    expect(error?.hint).toContain('a flavour (python, r)');
  });
});
