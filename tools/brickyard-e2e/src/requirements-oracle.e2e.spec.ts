import { optionTable } from '../../brickyard/src/requirements/option-table';
import { askPip } from './oracle/ask-pip';
import { compareAllTexts } from './oracle/count-readings';

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
});
