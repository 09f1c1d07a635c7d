import type { KeyedImage } from '../../plan/key-images';
import type { Found } from '../plan/find-images';
import { selectTasks, type TaskSelection } from './select-tasks';

const image = (name: string, ...parents: string[]) =>
  ({ id: name, parents: parents.map((id) => ({ id })) }) as KeyedImage;
/** `tool` is only copied from; `base` ← `middle` ← `child`. */
const images = [
  image('tool'),
  image('base'),
  image('middle', 'base'),
  image('child', 'middle', 'tool'),
];

function select(
  places: Record<string, Found['place']>,
  change: Partial<TaskSelection> = {},
) {
  const found = new Map(
    Object.entries(places).map(([id, place]) => [id, { place }]),
  );
  const selection = {
    isWanted: ({ id }: KeyedImage) => id === 'child',
    push: true,
    load: false,
    ...change,
  };
  return selectTasks({ images, found }, selection).map((task) => {
    const { action, inventory, publish } = task;
    const does = [inventory && 'inventory', publish && 'publish'];
    return [task.image.id, action, ...does.filter((word) => word !== false)];
  });
}

describe('selectTasks', () => {
  it('builds what is wanted, and what that needs', () => {
    expect(select({ base: 'registry', tool: 'engine' })).toEqual([
      ['middle', 'build', 'inventory'],
      ['child', 'build', 'inventory', 'publish'],
    ]);
  });

  it('leaves parents alone when what is wanted is there', () => {
    expect(select({ child: 'engine' })).toEqual([
      ['child', 'reuse', 'inventory', 'publish'],
    ]);
  });

  it('looks into no image that the engine lacks, unless it is loaded', () => {
    expect(select({ child: 'registry' })).toEqual([
      ['child', 'reuse', 'publish'],
    ]);
    expect(select({ child: 'registry' }, { push: false, load: true })).toEqual([
      ['child', 'reuse', 'inventory'],
    ]);
  });

  it('leaves to others what they look into', () => {
    const isProbedLater = ({ id }: KeyedImage) => id === 'child';
    expect(select({ tool: 'engine' }, { isProbedLater })).toEqual([
      ['base', 'build', 'inventory'],
      ['middle', 'build', 'inventory'],
      ['child', 'build', 'publish'],
    ]);
  });
});
