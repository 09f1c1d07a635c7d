import { findGoProgram } from '../go-program';

/** OpenTofu, which takes Go eight minutes of a core. */
export function findTofu(): string {
  return findGoProgram({
    name: 'tofu',
    package: 'github.com/opentofu/opentofu/cmd/tofu',
    version: 'v1.12.6',
    go: '1.26',
    use: 'read the Terraform module',
    fork: {
      module: 'github.com/opentofu/opentofu',
      // As OpenTofu's own go.mod says.
      replace:
        'github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828',
    },
  });
}
