import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { xx01 } from '../conformance/__fixtures__/xx-01/xx-01';
import { ruleRows } from '../conformance/rule-table';
import { builtInRuntimes, findRuntime } from '../runtime/catalogue';
import { renderRulesPage } from './render-rules-page';

const page = join(__dirname, '../../../../docs/rules.md');
const runtime = findRuntime(builtInRuntimes, '17.3-LTS');

describe('renderRulesPage', () => {
  it('is what docs/rules.md says; node tools/brickyard/write-rules-page.cjs writes it', () => {
    expect(readFileSync(page, 'utf8')).toBe(renderRulesPage(ruleRows, runtime));
  });

  it('has a section for a rule that is one more row', () => {
    const text = renderRulesPage([...ruleRows, xx01], runtime);
    expect(text).toContain(`## XX

### XX-01: the image has no cowsay

**warning** · looks at what is in the image and the sources · for images with Python

A cow on the driver says nothing that a log keeps.

Source: a spec of Brickyard's
`);
  });
});
