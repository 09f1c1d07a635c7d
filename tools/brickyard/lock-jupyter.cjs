#!/usr/bin/env node
// Locks what `brickyard notebook` puts into a volume, for each Python from 3.10 on.
// It takes uv (pip install uv) and the index that uv finds on this machine. What is
// locked stays unless --upgrade is given.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = join(__dirname, 'src/notebook');
const place =
  "sys_platform == 'linux' and platform_machine == 'x86_64' and implementation_name == 'cpython'";
const project = mkdtempSync(join(tmpdir(), 'brickyard-jupyter-'));
try {
  const settings = `[project]\nname = "jupyter"\nversion = "0"\n[tool.uv]\nenvironments = ["${place}"]\n`;
  writeFileSync(join(project, 'pyproject.toml'), settings);
  const words = ['pip', 'compile', '--quiet', '--project', project];
  const wanted = ['--universal', '--python-version', '3.10', '--no-build'];
  const form = ['--generate-hashes', '--no-annotate', '--no-emit-index-url'];
  const command = 'node tools/brickyard/lock-jupyter.cjs';
  execFileSync(
    'uv',
    [
      ...[...words, ...wanted, ...form, '--custom-compile-command', command],
      ...['--output-file', 'jupyter.txt', 'jupyter.in'],
      ...process.argv.slice(2),
    ],
    { cwd: folder, stdio: 'inherit' },
  );
} finally {
  rmSync(project, { recursive: true });
}
