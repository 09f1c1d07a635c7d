/** For specs: what is written to standard error while `work` runs. */
export async function catchWarnings(
  work: () => unknown,
): Promise<{ text: string; result: unknown }> {
  const texts: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => {
    texts.push(String(text));
    return true;
  };
  try {
    const result = await work();
    return { text: texts.join(''), result };
  } finally {
    process.stderr.write = write;
  }
}
