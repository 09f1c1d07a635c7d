import { caught } from '../../testing/test-error';
import { editRuntimes } from './edit-runtimes';

const edit = (text: string, replace?: string) =>
  editRuntimes(text, 'packages/geo/image.ts', { add: '18.3-LTS', replace });
const image = (fields: string) =>
  `import { defineImage } from 'brickyard';\n\nexport default defineImage({\n  ${fields}\n});\n`;

describe('editRuntimes', () => {
  it.each([
    ["runtimes: ['17.3-LTS'],", "runtimes: ['18.3-LTS', '17.3-LTS'],"],
    ['runtimes: ["17.3-LTS"],', 'runtimes: ["18.3-LTS", "17.3-LTS"],'],
    ["runtimes: [ '17.3-LTS', ],", "runtimes: [ '18.3-LTS', '17.3-LTS', ],"],
    [
      "runtimes: [\n    // the newest\n    '17.3-LTS', // until March\n    '16.4-LTS',\n  ],",
      "runtimes: [\n    // the newest\n    '18.3-LTS',\n    '17.3-LTS', // until March\n    '16.4-LTS',\n  ],",
    ],
    [
      "// runtimes: ['1'],\n  runtimes: ['17.3-LTS'], /* runtimes: ['2'] */",
      "// runtimes: ['1'],\n  runtimes: ['18.3-LTS', '17.3-LTS'], /* runtimes: ['2'] */",
    ],
    [
      "description: 'runtimes: [1]',\n  runtimes: ['17.3-LTS'],",
      "description: 'runtimes: [1]',\n  runtimes: ['18.3-LTS', '17.3-LTS'],",
    ],
    [
      "waivers: [{ rule: 'IMG-04', reason: 'x', runtimes: ['17.3-LTS'] }],\n  runtimes: ['17.3-LTS'],",
      "waivers: [{ rule: 'IMG-04', reason: 'x', runtimes: ['17.3-LTS'] }],\n  runtimes: ['18.3-LTS', '17.3-LTS'],",
    ],
    [
      '"runtimes":["17.3-LTS","16.4-LTS"]',
      '"runtimes":["18.3-LTS", "17.3-LTS","16.4-LTS"]',
    ],
    ["runtimes: ['18.3-LTS'],", "runtimes: ['18.3-LTS'],"],
  ])('makes of %j %j', (before, after) => {
    expect(edit(image(before))).toBe(image(after));
  });

  it.each([
    ["['17.3-LTS', '16.4-LTS']", "['17.3-LTS', '18.3-LTS']"],
    ["['16.4-LTS' /* old */]", "['18.3-LTS' /* old */]"],
    ["['17.3-LTS']", "['18.3-LTS', '17.3-LTS']"],
  ])('puts it in the place of 16.4-LTS in %s', (before, after) => {
    const text = edit(image(`runtimes: ${before},`), '16.4-LTS');
    expect(text).toBe(image(`runtimes: ${after},`));
  });

  it.each([
    ["['18.3-LTS', '16.4-LTS']", "['18.3-LTS']"],
    ["['16.4-LTS', '18.3-LTS']", "['18.3-LTS']"],
    ["['18.3-LTS','16.4-LTS','15.4-LTS']", "['18.3-LTS','15.4-LTS']"],
    ["[ '18.3-LTS', '16.4-LTS', ]", "[ '18.3-LTS', ]"],
    ["['18.3-LTS' /* new */, '16.4-LTS']", "['18.3-LTS' /* new */]"],
    [
      "[\n    '18.3-LTS',\n    '16.4-LTS', // until March\n    '15.4-LTS'\n  ]",
      "[\n    '18.3-LTS',\n    '15.4-LTS'\n  ]",
    ],
    [
      "[\n    '18.3-LTS', // '16.4-LTS'\n    '16.4-LTS'\n  ]",
      "[\n    '18.3-LTS', // '16.4-LTS'\n  ]",
    ],
    ["['18.3-LTS', '15.4-LTS']", "['18.3-LTS', '15.4-LTS']"],
  ])('takes 16.4-LTS out of %j, which has both', (before, after) => {
    const text = edit(image(`runtimes: ${before},`), '16.4-LTS');
    expect(text).toBe(image(`runtimes: ${after},`));
  });

  it.each([
    ['runtimes: lines,', 1],
    ['runtimes: [...lines],', 4],
    ["runtimes: ['17.3-LTS', next()],", 4],
    ['runtimes: [],', 4],
    ['runtimes: [`17.3-${x}`],', 4],
    ['runtimes,', 1],
  ])('refuses %s, on line %d', (fields, line) => {
    expect(caught(() => edit(image(fields)))).toMatchObject({
      code: 'FLAVOUR_INVALID',
      message: expect.stringMatching(
        new RegExp(`^packages/geo/image\\.ts:${line}: cannot be edited`),
      ) as string,
    });
  });
});
