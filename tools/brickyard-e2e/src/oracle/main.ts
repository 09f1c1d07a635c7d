import { MissingTool } from '../missing-tool';
import type { Oracle } from './oracle';
import { oracleTable } from './oracle-table';
import { type Asked, hasFailed, renderCounts } from './render-counts';

/** Prints how often Brickyard does what other tools do; fails where nothing explains a difference. */
export async function main(): Promise<void> {
  const asked: Asked[] = [];
  for (const oracle of oracleTable)
    asked.push({ oracle, answer: await ask(oracle) });
  console.log(renderCounts(asked));
  if (asked.some(hasFailed)) process.exitCode = 1;
}

/** Each night a tool that is missing is a failure: see oracles.nightly.spec.ts. */
async function ask(oracle: Oracle): Promise<Asked['answer']> {
  try {
    return await oracle.ask();
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error;
    return { missing: error.message };
  }
}
