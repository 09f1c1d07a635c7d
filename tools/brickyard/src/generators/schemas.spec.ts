import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as generators from './index';

interface Schema {
  properties: Record<string, { description?: string }>;
  additionalProperties: boolean;
}

const plugin = join(__dirname, '../..');
const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(join(plugin, file), 'utf8'));
const table = readJson('generators.json') as {
  generators: Record<string, { factory: string; schema: string }>;
};

describe('generators.json', () => {
  it('has a row for each generator', () => {
    expect(Object.keys(table.generators).sort()).toEqual(
      Object.keys(generators).sort(),
    );
  });

  // It is the help: without a description, Nx prints "undefined".
  it.each(Object.entries(table.generators))(
    'describes every option of %s, and takes no other',
    (name, { factory, schema: file }) => {
      const schema = readJson(file) as Schema;
      const silent = Object.entries(schema.properties)
        .filter(([, { description }]) => !description)
        .map(([option]) => option);
      expect(factory).toBe(`./generators.cjs#${name}`);
      expect(silent).toEqual([]);
      expect(schema.additionalProperties).toBe(false);
    },
  );
});
