/** What a grammar throws where it cannot go on; its parser catches it. */
export class GrammarFault extends Error {}

/** A text, and how far it has been read. */
export class TextScanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** What a pattern with the flag `y` matches here, which is then read. */
  take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    this.position += found?.length ?? 0;
    return found;
  }

  /** The same; throws what is wrong when something else is here. */
  expect(pattern: RegExp, fault: string): string {
    const found = this.take(pattern);
    if (found === undefined) throw new GrammarFault(fault);
    return found;
  }

  /** The same, without reading it. */
  peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text)?.[0];
  }

  skipBlanks(): void {
    this.take(/[ \t]+/y);
  }

  get isAtEnd(): boolean {
    return this.position === this.text.length;
  }
}
