import {
  isNull,
  type PlainScalar,
  readBoolean,
  readInteger,
  readScalarText,
} from './yaml-scalar';

const plain = (text: string): PlainScalar => ({ text, isPlain: true });
const quoted = (text: string): PlainScalar => ({ text, isPlain: false });
const tagged = (tag: string, text: string): PlainScalar => ({
  ...quoted(text),
  tag: `tag:yaml.org,2002:${tag}`,
});

// Each row is what yaml.v2 makes of it; the nightly tests ask it.
describe('readInteger', () => {
  it.each([
    [plain('5'), 5],
    [plain('+7'), 7],
    [plain('-0'), 0],
    [plain('010'), 8],
    [plain('0o17'), 15],
    [plain('0x1F'), 31],
    [plain('-0b11'), -3],
    [plain('1_000'), 1000],
    [plain('08'), 8],
    [plain('1.9'), 1],
    [plain('-0.5'), 0],
    [plain('1e3'), 1000],
    [tagged('int', '5'), 5],
    [plain('9223372036854775807'), 2 ** 63],
    [plain('9223372036854775808'), undefined],
    [quoted('5'), undefined],
    [tagged('str', '5'), undefined],
    [plain('12:30'), undefined],
    [plain('.inf'), undefined],
    [plain('0x'), undefined],
    [plain(''), undefined],
  ])('of %j is %j', (scalar, value) => {
    expect(readInteger(scalar)).toBe(value);
  });
});

describe('readBoolean', () => {
  it.each([
    ['y', true],
    ['Yes', true],
    ['ON', true],
    ['no', false],
    ['OFF', false],
    ['yEs', undefined],
    ['1', undefined],
    ['', undefined],
  ])('of %j is %j', (text, value) => {
    expect(readBoolean(plain(text))).toBe(value);
    expect(readBoolean(quoted(text))).toBeUndefined();
    expect(readBoolean(tagged('bool', text))).toBe(value);
  });
});

describe('readScalarText', () => {
  it.each([
    [plain('1.50'), '1.50'],
    [tagged('int', '5'), '5'],
    [tagged('int', 'x'), undefined],
    [tagged('bool', 'x'), undefined],
    [tagged('null', 'x'), undefined],
    [tagged('binary', 'aGk='), 'hi'],
    [tagged('binary', 'aGk'), undefined],
    [tagged('timestamp', '2001-01-01'), '2001-01-01'],
    [{ ...plain('a'), tag: '!own' }, 'a'],
  ])('of %j is %j', (scalar, value) => {
    expect(readScalarText(scalar)).toBe(value);
  });
});

describe('isNull', () => {
  it.each([
    [plain(''), true],
    [plain('~'), true],
    [plain('Null'), true],
    [plain('nULL'), false],
    [quoted(''), false],
    [tagged('null', 'null'), true],
    [tagged('null', 'x'), false],
  ])('of %j is %j', (scalar, value) => {
    expect(isNull(scalar)).toBe(value);
  });
});
