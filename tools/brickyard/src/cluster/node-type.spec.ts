import { isArmNode } from './node-type';

describe('isArmNode', () => {
  it.each([
    'a1.xlarge',
    'm6g.large',
    'm6gd.4xlarge',
    'c7gn.16xlarge',
    'im4gn.large',
    'is4gen.large',
    'x2gd.metal',
    'Standard_D8ps_v5',
    'Standard_D8pds_v6',
    'Standard_E4pls_v5',
  ])('knows %s', (nodeType) => expect(isArmNode(nodeType)).toBe(true));

  it.each([
    'i3.xlarge',
    'm5dn.large',
    'g5.xlarge',
    'p4de.24xlarge',
    'r6id.large',
    'Standard_D8ds_v5',
    'Standard_DS3_v2',
    'Standard_NP10s',
    'Standard_M8-4ms',
    'Standard_E4-2as_v4',
    'n2-standard-8',
  ])('leaves %s alone', (nodeType) => expect(isArmNode(nodeType)).toBe(false));
});
