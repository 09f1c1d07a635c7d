import { aptList } from './apt-list';
import type { ListKind } from './list-kind';
import { pythonList } from './python-list';
import { rList } from './r-list';

/** Every kind of lists, in the order in which what is asked for is read. */
export const listTable: readonly ListKind[] = [pythonList, rList, aptList];
