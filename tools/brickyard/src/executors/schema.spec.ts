import executors from '../../executors.json';
import build from './docker-build/schema.json';
import push from './docker-push/schema.json';
import smoke from './docker-smoke/schema.json';
import test from './docker-test/schema.json';
import * as implementations from './index';
import lint from './lint/schema.json';
import lock from './lock/schema.json';

describe.each([
  ['docker-build', build],
  ['docker-push', push],
  ['docker-test', test],
  ['docker-smoke', smoke],
  ['lint', lint],
  ['lock', lock],
])('the schema of %s', (name, schema) => {
  it('describes each option, and takes no other', () => {
    expect(schema).toMatchObject({
      title: name,
      additionalProperties: false,
      required: [],
    });
    for (const property of Object.values(schema.properties))
      expect(property.description).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('belongs to code that is there, alone and as a batch', () => {
    const entry = executors.executors[name as 'docker-build'];
    const codes = [entry.implementation, entry.batchImplementation];
    for (const code of codes) {
      const [file, key = ''] = code.split('#');
      expect(file).toBe('./executors.cjs');
      expect(implementations).toHaveProperty(key, expect.any(Function));
    }
    expect(entry).toMatchObject({
      preferBatch: true,
      schema: `./src/executors/${name}/schema.json`,
    });
  });
});
