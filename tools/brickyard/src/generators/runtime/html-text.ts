const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
};

export function isHtml(text: string): boolean {
  return /<(?:!doctype html|html|body|table|h[1-6]|li|p)\b/i.test(text);
}

/**
 * A page as lines: headings begin with `#`, items with `-`, and the cells of a
 * row with `|`. It understands only the HTML that tables and lists need.
 */
export function htmlText(html: string): string {
  const text = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(script|style|svg|template)\b.*?<\/\1\s*>/gis, '')
    .replace(/\s+/g, ' ')
    .replace(/<h[1-6]\b[^>]*>/gi, '\n# ')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<t[dh]\b[^>]*>/gi, ' | ')
    .replace(/<(?:tr|p|div|br|ul|ol|table|section|article)\b[^>]*>/gi, '\n')
    .replace(/<\/(?:h[1-6]|li|p|div|tr|table|ul|ol)\s*>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  return decodeEntities(text);
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x?)?(\w+);/gi, (whole, numeric, name: string) => {
    if (numeric === undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = parseInt(name, numeric === '#' ? 10 : 16);
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}
