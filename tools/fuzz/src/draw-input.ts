import { Random } from '../../brickyard-e2e/src/random';
import { makeInput, type Stock } from './mutate';

/** The input of that number. Each is on its own: none before it has to be made. */
export function drawInput(stock: Stock, seed: number, number: number): Buffer {
  return makeInput(new Random(mix(seed, number)), stock);
}

/** Neighbouring numbers must not make similar inputs. */
function mix(seed: number, number: number): number {
  let mixed = Math.imul(seed, 0x9e3779b1) ^ number;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
