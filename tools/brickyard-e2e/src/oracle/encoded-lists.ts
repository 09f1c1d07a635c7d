const text = 'numpy==2.1.3\r\n# Käse\r\n';

const declared = (encoding: string, bytes: string) =>
  Buffer.from(`# -*- coding: ${encoding} -*-\nnumpy # ${bytes}\n`, 'latin1');

/** Lists in the encodings that pip knows; UTF-16 without a mark is not among them. */
export const encodedLists: readonly Buffer[] = [
  Buffer.from(text),
  Buffer.from(`\ufeff${text}`),
  Buffer.from(`\ufeff${text}`, 'utf16le'),
  Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  declared('latin-1', '\xe9\x80'),
  declared('latin_1', '\xe9'),
  declared('iso-8859-1', '\xe9'),
  declared('iso-8859-15', '\xa4'),
  declared('cp1252', '\x80\x96'),
  declared('windows-1251', '\xc0'),
  declared('shift_jis', '\x83e'),
  declared('utf-8', 'K\xc3\xa4se'),
  declared('ascii', 'plain'),
  declared('ascii', '\xe9'),
  declared('klingon', 'plain'),
  Buffer.from('a\nb\n# coding: latin-1\n'),
  Buffer.from('numpy # coding: latin-1\n'),
];
