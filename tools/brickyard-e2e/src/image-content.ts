import type { TestBed } from './test-bed';

/** Whether the text is anywhere in the image as `docker save` writes it. */
export async function holdsText(
  { engine }: TestBed,
  image: string,
  text: string,
): Promise<boolean> {
  let end = '';
  for await (const chunk of await engine.save(image)) {
    const part = end + (chunk as Buffer).toString('latin1');
    if (part.includes(text)) return true;
    end = part.slice(-text.length);
  }
  return false;
}

/** Whether a layer has an entry of this path: a tar pads a name with zeros. */
export function holdsPath(
  bed: TestBed,
  image: string,
  path: string,
): Promise<boolean> {
  return holdsText(bed, image, `${path}\0`);
}

/** Configuration, labels and history as one text. */
export async function describeImage(
  { engine }: TestBed,
  image: string,
): Promise<string> {
  const facts = [await engine.inspect(image), await engine.history(image)];
  return JSON.stringify(facts);
}
