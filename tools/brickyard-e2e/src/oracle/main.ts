import { compareAllTexts } from './count-readings';

/** Prints how often Brickyard reads a requirement as pip does; fails where nothing explains a difference. */
export function main(): void {
  const { agreed, explained, unexplained } = compareAllTexts();
  console.log(`${agreed} texts are read as pip reads them`);
  for (const [reason, count] of explained)
    console.log(`${count} explained: ${reason}`);
  for (const { text, ours, theirs } of unexplained)
    console.log(
      [
        JSON.stringify(text),
        `  brickyard ${JSON.stringify(ours)}`,
        `  pip       ${JSON.stringify(theirs)}`,
      ].join('\n'),
    );
  console.log(`${unexplained.length} unexplained`);
  if (unexplained.length > 0) process.exitCode = 1;
}
