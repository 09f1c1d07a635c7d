import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import {
  labelNames,
  parseLabels,
  renderLabels,
  runtimeLabels,
} from './image-labels';

const labels = {
  flavour: 'python',
  runtime: '17.3-LTS',
  key: 'abc',
  parts: [
    { name: 'arg:JDK_VERSION', value: '17' },
    { name: 'context:naïve "file".txt', value: 'sha256:1' },
  ],
};
const pack = (text: string) => gzipSync(text).toString('base64');

describe('parseLabels', () => {
  it('reads what renderLabels wrote', () => {
    expect(parseLabels(renderLabels(labels))).toEqual(labels);
  });

  it.each(Object.values(labelNames))('needs the label %s', (name) => {
    const { [name]: _, ...rest } = renderLabels(labels);
    expect(parseLabels(rest)).toBeUndefined();
  });

  it.each([
    ['no base64', '%%%'],
    ['no gzip', 'aGVsbG8='],
    ['cut off', renderLabels(labels)[labelNames.parts]?.slice(0, 40) ?? ''],
    ['no JSON', pack('{')],
    ['null', pack('null')],
    ['no list', pack('{"a":"b"}')],
    ['a list of something else', pack('["ab"]')],
    ['a value that is not text', pack('[["a","b"],["c",1]]')],
  ])('takes a damaged label for none: %s', (_what, text) => {
    const damaged = { ...renderLabels(labels), [labelNames.parts]: text };
    expect(parseLabels(damaged)).toBeUndefined();
  });
});

describe('runtimeLabels', () => {
  it('names a Databricks line, and no stand-in', () => {
    expect(runtimeLabels({ name: '17.3-LTS', databricks: true })).toEqual({
      'databricks.runtime.version': '17.3-LTS',
    });
    expect(runtimeLabels({ name: 'lab-debian-12', databricks: false })).toEqual(
      {},
    );
  });
});

describe('renderLabels', () => {
  const manyParts = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const digest = createHash('sha256').update(String(i)).digest('hex');
      const name = `context:${digest.slice(0, 4)}/${digest.slice(0, 60)}.json`;
      return { name, value: `sha256:${digest}` };
    });
  const sentSize = (count: number) => {
    const rendered = renderLabels({ ...labels, parts: manyParts(count) });
    return encodeURIComponent(JSON.stringify(rendered)).length;
  };

  it('stays within a query string with as many files as it lists', () => {
    expect(sentSize(4000)).toBeGreaterThan(100_000);
    expect(sentSize(4000)).toBeLessThan(700_000);
  });

  it('lists only folders beyond', () => {
    const flat = Array.from({ length: 5000 }, (_, i) => {
      return { name: `context:file-${i}`, value: `sha256:${i}` };
    });
    const rendered = renderLabels({ ...labels, parts: flat });
    expect(parseLabels(rendered)?.parts).toEqual([
      {
        name: 'context:./',
        value: expect.stringMatching(/^5000 files [0-9a-f]{64}$/) as string,
      },
    ]);
  });
});
