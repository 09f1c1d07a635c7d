import type { Reason } from '../key/key-part';
import { renderReason } from './render-reason';

const one = `sha256:${'1a'.repeat(32)}`;
const two = `sha256:${'2b'.repeat(32)}`;

describe('renderReason', () => {
  it.each<[Reason, string]>([
    [{ part: 'image', change: 'added' }, 'never built'],
    [
      { part: 'image', change: 'removed' },
      'was built, but is in neither engine nor registry',
    ],
    [{ part: 'context:a/b.txt', change: 'added', to: one }, 'a/b.txt added'],
    [{ part: 'context:a:b', change: 'removed', from: one }, 'a:b removed'],
    [{ part: 'context:a', change: 'changed', from: one, to: two }, 'a changed'],
    [
      {
        part: 'context:a',
        change: 'changed',
        from: one,
        to: `executable ${one}`,
      },
      'a changed (now executable)',
    ],
    [
      {
        part: 'context:a',
        change: 'changed',
        from: `executable ${one}`,
        to: one,
      },
      'a changed (no longer executable)',
    ],
    [
      { part: 'context:a', change: 'added', to: `executable ${one}` },
      'a added',
    ],
    [
      {
        part: 'context:data/',
        change: 'changed',
        from: '1 files',
        to: '2 files',
      },
      'data/ changed',
    ],
    [
      { part: 'dockerfile', change: 'changed', from: one, to: two },
      'Dockerfile changed',
    ],
    [
      { part: 'parent:minimal', change: 'changed', from: 'a', to: 'b' },
      'parent minimal changed',
    ],
    [
      { part: 'schema', change: 'changed', from: '1', to: '2' },
      'Brickyard now builds differently',
    ],
    [
      {
        part: 'base:r.example:5000/u:24.04',
        change: 'changed',
        from: one,
        to: two,
      },
      'base r.example:5000/u:24.04 sha256:1a1a1a1a1a1a… → sha256:2b2b2b2b2b2b…',
    ],
    [
      { part: 'arg:JDK_VERSION', change: 'changed', from: '17', to: '21' },
      'arg JDK_VERSION 17 → 21',
    ],
    [
      { part: 'arg:EMPTY', change: 'changed', from: '', to: 'a' },
      "arg EMPTY '' → a",
    ],
    [
      { part: 'arg:EMPTY', change: 'removed', from: '' },
      "arg EMPTY removed ('')",
    ],
    [
      { part: 'secret:index', change: 'added', to: 'mounted' },
      'secret index added (mounted)',
    ],
    [
      { part: 'image', change: 'unknown' },
      'not in the engine, and the registry could not be asked',
    ],
    [{ part: 'target', change: 'added', to: 'tools' }, 'target added (tools)'],
  ])('%j', (reason, expected) => {
    expect(renderReason(reason)).toBe(expected);
  });
});
