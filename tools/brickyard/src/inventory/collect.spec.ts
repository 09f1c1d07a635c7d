import { build } from '../engine/testing/contract-request';
import { type FakeContainer, FakeEngine } from '../engine/testing/fake-engine';
import { collectInventory } from './collect';

async function collect(container: FakeContainer) {
  const engine = new FakeEngine({ container });
  await build(engine, { tags: ['x:1'] });
  return { engine, collected: collectInventory(engine, 'x:1') };
}

describe('collectInventory', () => {
  it('asks everything in one container without a network', async () => {
    const stdout = 'brickyard:row\tr\t4.4.2\nbrickyard:row\tend\n';
    const { engine, collected } = await collect(() => {
      return { exitCode: 0, stdout, stderr: '' };
    });
    expect(await collected).toMatchObject({ r: { version: '4.4.2' } });
    expect(engine.runs).toHaveLength(1);
    expect(engine.runs[0]).toMatchObject({ image: 'x:1', command: ['sh'] });
    expect(engine.runs[0]?.network).toBeUndefined();
    expect(engine.runs[0]).toMatchObject({ silence: 30, maxOutput: 16e6 });
  });

  it('takes no row that does not have the token of this run', async () => {
    const tokens: string[] = [];
    const { engine, collected } = await collect(({ input = '' }) => {
      tokens.push(/brickyard:row:(\S+)/.exec(input)?.[1] ?? '');
      const forged = 'brickyard:row:0\tapt\tevil\t1\tinstalled\t1\n';
      const stdout = `${forged}brickyard:row\tr\t4.4.2\nbrickyard:row\tend\n`;
      return { exitCode: 0, stdout, stderr: '' };
    });
    expect((await collected).apt).toEqual([]);
    await collectInventory(engine, 'x:1');
    expect(new Set(tokens).size).toBe(2);
  });

  it('adds what the container said to what is wrong', async () => {
    const stderr = '1\n2\nTraceback\nImportError: no\n';
    const { collected } = await collect(() => {
      return { exitCode: 1, stdout: '', stderr };
    });
    await expect(collected).rejects.toMatchObject({
      code: 'INVENTORY_INVALID',
      message: 'inventory of x:1: the list ends too early',
      hint: 'the container said: 2 | Traceback | ImportError: no',
    });
  });
});
