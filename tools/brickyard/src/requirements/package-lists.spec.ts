import { selectRequirementFiles, selectRLists } from './package-lists';

describe('selectRequirementFiles', () => {
  it('takes requirements.txt and those with a name before it', () => {
    const names = [
      'requirements.txt',
      'notebook.txt',
      'python-lsp-requirements.txt',
      'Dockerfile',
      'myrequirements.txt',
      'requirements.txt.bak',
    ];
    expect(selectRequirementFiles(names)).toEqual([
      'python-lsp-requirements.txt',
      'requirements.txt',
    ]);
  });
});

describe('selectRLists', () => {
  const texts: Record<string, string> = {
    'r_packages.sh': 'dplyr\n',
    'model_r_packages.sh': 'R6\n',
    'lists/model-r_packages.sh': 'R6\n',
    'other_packages.sh': '#!/bin/sh\ninstall-r-packages R6\n',
    'apt_packages.sh': 'apt-get install -y r-base\n',
    'better_packages.sh': 'dplyr\n',
    'setup.sh': 'install-r-packages R6\n',
  };

  it('knows a list by its name, or because it calls what installs them', () => {
    const found = selectRLists(Object.keys(texts), (path) => texts[path]);
    expect(found.map(({ path }) => path)).toEqual([
      'r_packages.sh',
      'model_r_packages.sh',
      'lists/model-r_packages.sh',
      'other_packages.sh',
    ]);
    expect(found[0]).toEqual({ path: 'r_packages.sh', text: 'dplyr\n' });
  });

  it('leaves out a file that is not there', () => {
    expect(selectRLists(['r_packages.sh'], () => undefined)).toEqual([]);
  });
});
