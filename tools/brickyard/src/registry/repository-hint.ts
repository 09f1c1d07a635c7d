/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const ECR_HOST =
  /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/;
const ECR_PUBLIC = 'public.ecr.aws';
/** How ECR calls itself where it asks for a login. */
const ECR_SERVICE = 'ecr.amazonaws.com';

/** Amazon ECR, which makes no repository for a push unless it is told to. */
export interface Ecr {
  region?: string;
  isPublic: boolean;
}

/**
 * What a registry's name, or its demand for a login, says about it. Behind a
 * proxy only the demand does: its realm is the address that AWS knows.
 */
export function findEcr(
  registry: string,
  asked: Readonly<Record<string, string>> = {},
): Ecr | undefined {
  const { service, realm = '' } = asked;
  if (registry === ECR_PUBLIC) return { region: 'us-east-1', isPublic: true };
  const named = URL.canParse(realm) ? new URL(realm).hostname : '';
  const region = [registry, named]
    .map((host) => ECR_HOST.exec(host)?.[1])
    .find((found) => found !== undefined);
  if (region === undefined && service !== ECR_SERVICE) return undefined;
  return { region, isPublic: false };
}

/** What makes a repository that a push needs. */
export function repositoryHint(
  registry: string,
  repository: string | undefined,
  asked?: Readonly<Record<string, string>>,
): string {
  const ecr = findEcr(registry, asked);
  if (ecr === undefined || repository === undefined)
    return 'create the repository at the registry, or check the option `namespace`';
  const { region, isPublic } = ecr;
  const words = isPublic ? 'ecr-public' : 'ecr';
  // The first part of a public name is the alias of the account.
  const name = isPublic ? repository.replace(/^[^/]*\//, '') : repository;
  const where = region === undefined ? '' : ` --region ${region}`;
  return `aws ${words} create-repository --repository-name ${name}${where}`;
}
