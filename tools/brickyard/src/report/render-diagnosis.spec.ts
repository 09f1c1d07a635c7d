import { needsSources } from '../conformance/check-conformance';
import type { Diagnosis } from '../run/doctor/diagnose-image';
import { renderDiagnosis } from './render-diagnosis';

const diagnosis: Diagnosis = {
  ...{ reference: 'team/geo:1', runtime: '17.3-LTS' },
  ...{ findings: [], checked: ['IMG-01', 'IMG-02'], waived: [] },
  skipped: [
    { rule: 'PY-01', because: needsSources },
    { rule: 'IMG-03', because: 'a stand-in' },
    { rule: 'PY-02', because: needsSources },
  ],
};

describe('renderDiagnosis', () => {
  it('has one line for each reason not to look', () => {
    expect(renderDiagnosis(diagnosis)).toBe(
      [
        `not checked: PY-01, PY-02: ${needsSources}`,
        'not checked: IMG-03: a stand-in',
        'team/geo:1 on 17.3-LTS: no findings from 2 rules',
      ].join('\n'),
    );
  });

  it('names the command for the sources of a flavour', () => {
    const text = renderDiagnosis({ ...diagnosis, flavour: 'geo' });
    expect(text).toContain(
      'not checked here: PY-01, PY-02; npx nx lint geo checks its sources\n',
    );
  });
});
