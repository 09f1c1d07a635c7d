import { decodeList } from '../../brickyard/src/files/decode-list';
import { optionTable } from '../../brickyard/src/requirements/grammar/option-table';
import { renderForResolver } from '../../brickyard/src/requirements/render-for-resolver';
import { askPip } from './oracle/ask-pip';
import { askUv } from './oracle/ask-uv';
import { encodedLists } from './oracle/encoded-lists';
import { requirementOracles } from './oracle/requirement-oracle';
import { uvDifferences } from './oracle/uv-differences';

describe('how Brickyard reads requirements', () => {
  it.each(requirementOracles)('$name: as pip and packaging', async (oracle) => {
    const { cases } = await oracle.ask();
    expect(cases.filter(({ verdict }) => verdict === 'unexplained')).toEqual(
      [],
    );
    expect(cases.length).toBeGreaterThanOrEqual(oracle.least);
  });

  it('knows the options of pip, and no other', () => {
    const theirs = askPip({}).options.map(({ names, takesValue }) => ({
      names: [...names].sort(),
      takesValue,
    }));
    const ours = optionTable.map(({ name, aliases = [], takesValue }) => ({
      names: [name, ...aliases].sort(),
      takesValue,
    }));
    expect(ours).toEqual(theirs);
  });

  it('decodes files as pip does', () => {
    const encoded = encodedLists.map((bytes) => bytes.toString('base64'));
    const { encoded: theirs } = askPip({ encoded });
    const ours = encodedLists.map((bytes) => {
      const decoded = decodeList(bytes);
      return 'text' in decoded ? { value: decoded.text } : 'error';
    });
    expect(ours).toEqual(
      theirs.map((each) => ('value' in each ? each : 'error')),
    );
  });

  it.each(uvDifferences)('knows how uv reads $text', ({ text, pip, uv }) => {
    const [theirs] = askPip({ files: [text] }).files;
    expect(theirs && 'value' in theirs ? 'reads' : 'refuses').toBe(pip);
    expect(askUv(text)).toBe(uv);
  });

  it.each(uvDifferences.filter(({ text }) => !text.includes('-')))(
    'hands $text on to uv as pip reads it',
    ({ text }) => {
      expect(askUv(renderForResolver(text))).toBe('reads');
    },
  );
});
