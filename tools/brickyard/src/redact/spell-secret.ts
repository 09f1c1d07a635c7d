/** Shorter texts are masked in no form: they occur everywhere. */
const SHORTEST = 3;
/** A shorter part of a longer secret is a brace or a heading, not a secret. */
const SHORTEST_PART = 6;
/** How many digits of base64 tools print on a line. */
const WRAPS = [76, 64];

/**
 * Every text by which output may tell a secret: the whole, what is secret in it,
 * and both as tools write them into URLs, JSON and base64.
 */
export function spellSecret(secret: string): string[] {
  const texts = [secret.trim(), ...listParts(secret)];
  return texts.flatMap((text) => [
    text,
    ...encodeForUrl(text),
    JSON.stringify(text).slice(1, -1),
    ...encodeInBase64(text),
  ]);
}

/** The digits of a secret within something longer, wherever a line of them ends. */
export function spellDigits(secret: string): string[] {
  const texts = [secret, secret.trim(), ...listParts(secret)].map((text) =>
    Buffer.from(text),
  );
  return texts.flatMap((bytes) => [
    ...encodeWhole(bytes).flatMap(forms),
    ...[0, 1, 2].flatMap((before) => forms(encodeWithin(bytes, before))),
  ]);
}

/**
 * A step prints line by line, so each line of a secret file counts. Tools also
 * take a password out of an address, or out of `password = …`.
 */
function listParts(secret: string): string[] {
  const lines = secret.split('\n').map((line) => line.trim());
  return [...lines, ...findPasswords(secret), ...findValues(secret)].filter(
    (part) => part.length >= SHORTEST_PART,
  );
}

/** Of addresses such as `https://ann:hunter2@host/`, as written and decoded. */
function findPasswords(secret: string): string[] {
  const addresses = secret.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g);
  return [...addresses].flatMap(([, password = '']) => [
    password,
    decode(password),
  ]);
}

/** Of the files that pip, npm, Docker, curl and others keep passwords in. */
function findValues(secret: string): string[] {
  const values = secret.matchAll(
    /(?:pass(?:word|wd)?|token|secret|auth|key)["']?(?:\s*[:=]\s*|\s+)["']?([^\s"',;{}]+)/gi,
  );
  return [...values].map(([, value = '']) => value);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the password is not encoded.
    return text;
  }
}

/** Tools differ in what they leave as it is, and in the case of their digits. */
function encodeForUrl(text: string): string[] {
  const usual = encodeURIComponent(Buffer.from(text).toString());
  const strict = usual.replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const upper = [usual, strict].flatMap((each) => [
    each,
    each.replaceAll('%2F', '/'),
    each.replaceAll('%20', '+'),
    each.replaceAll('%20', '+').replaceAll('%2F', '/'),
  ]);
  const lower = upper.map((each) =>
    each.replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase()),
  );
  return [...upper, ...lower];
}

/** Alone and within something longer. */
function encodeInBase64(text: string): string[] {
  if (text.length < SHORTEST) return [];
  const bytes = Buffer.from(text);
  const whole = encodeWhole(bytes);
  const parts = [
    ...whole.flatMap(wrap),
    ...[0, 1, 2].map((before) => encodeWithin(bytes, before)),
  ].filter(({ length }) => length >= SHORTEST_PART);
  return [...whole, ...parts].flatMap(forms);
}

/** Alone, and with the line's end that `echo` adds. */
function encodeWhole(bytes: Buffer): string[] {
  const line = Buffer.concat([bytes, Buffer.from('\n')]);
  return [bytes, line].map((each) => each.toString('base64'));
}

/** Usual digits, and those that may stand in URLs. */
function forms(digits: string): string[] {
  return [
    digits,
    digits.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  ];
}

function wrap(digits: string): string[] {
  return WRAPS.flatMap(
    (width) => digits.match(new RegExp(`.{1,${width}}`, 'g')) ?? [],
  );
}

/**
 * The digits that are the same whatever else is encoded with these bytes, where
 * the number of bytes before them leaves this rest of 3.
 */
function encodeWithin(bytes: Buffer, before: number): string {
  const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString(
    'base64',
  );
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor(((before + bytes.length) * 8) / 6);
  return digits.slice(first, last);
}
