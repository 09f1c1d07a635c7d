import { decodeList } from '../../brickyard/src/files/decode-list';
import { evaluateMarker } from '../../brickyard/src/requirements/evaluate-marker';
import { optionTable } from '../../brickyard/src/requirements/grammar/option-table';
import { isVersionIn } from '../../brickyard/src/requirements/is-version-in';
import { renderForResolver } from '../../brickyard/src/requirements/render-for-resolver';
import { askPip } from './oracle/ask-pip';
import { askUv } from './oracle/ask-uv';
import { compareAllTexts } from './oracle/count-readings';
import { encodedLists } from './oracle/encoded-lists';
import { listMarkers } from './oracle/list-markers';
import { uvDifferences } from './oracle/uv-differences';

describe('how Brickyard reads requirements', () => {
  it('is how pip and packaging read them, or is explained', () => {
    const { agreed, unexplained } = compareAllTexts();
    expect(unexplained).toEqual([]);
    expect(agreed).toBeGreaterThan(20_000);
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

  it('evaluates markers as packaging does', () => {
    const markers = listMarkers();
    const { markers: theirs } = askPip({ markers, python: '3.12' });
    const different = markers.filter((marker, index) => {
      const known = evaluateMarker(marker, '3.12');
      const answer = theirs[index];
      return known !== undefined && answer && known !== value(answer);
    });
    expect(different).toEqual([]);
  });

  it('compares versions as packaging does', () => {
    const releases = ['1.0', '1.0.1', '2', '1!0.5', '1.0.0'];
    const suffixes = [
      '',
      'rc1',
      'a2',
      '.post1',
      '.dev1',
      'rc1.post2',
      '.post1.dev2',
    ];
    const versions = releases.flatMap((release) =>
      suffixes.map((suffix) => release + suffix),
    );
    const operators = ['==', '!=', '<', '<=', '>', '>=', '~=', '==='] as const;
    const pairs = [...versions, '1.0+x', '1.0rc1+x'].flatMap((version) =>
      operators.flatMap((operator) =>
        versions.map((of) => ({ version, operator, of })),
      ),
    );
    const { versions: theirs } = askPip({
      versions: pairs.map(({ version, operator, of }) => [
        version,
        operator + of,
      ]),
    });
    const different = pairs.filter(({ version, operator, of }, index) => {
      const answer = theirs[index];
      // ~=2 is no specifier.
      if (answer === undefined || 'error' in answer) return false;
      return isVersionIn(version, { operator, version: of }) !== answer.value;
    });
    expect(different).toEqual([]);
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

function value(reading: { value: boolean } | { error: string }) {
  return 'value' in reading ? reading.value : undefined;
}
