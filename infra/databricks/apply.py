"""Brings a definition that docker-push wrote to a Databricks workspace.

What is there is edited, what is not is created, and what is already so is left
alone. It finds the workspace as the databricks command does. Needs Python 3.10
and databricks-sdk: pip install databricks-sdk
"""

import argparse
import json
import pathlib
import sys

from databricks.sdk import WorkspaceClient

SIZES = {'num_workers', 'autoscale'}
POOL_NUMBERS = ('min_idle_instances', 'max_capacity', 'idle_instance_autotermination_minutes')


def main():
    options = parse_options()
    api = WorkspaceClient().api_client
    cluster = read_body(options, 'cluster')
    policy, pool = read_body(options, 'policy'), read_body(options, 'pool')
    if 'spark_version' not in cluster or 'definition' not in policy:
        sys.exit(f'{options.folder} has no definition for this line: push the image first')
    user = options.user or cluster.get('single_user_name')
    if cluster['data_security_mode'] == 'SINGLE_USER' and not user:
        sys.exit('a dedicated cluster is for one user or service principal: say who with --user')
    if cluster['data_security_mode'] == 'SINGLE_USER':
        cluster['single_user_name'] = user
    found = find_cluster(api, cluster, options)
    cluster['policy_id'] = apply_policy(api, policy, cluster['cluster_name'], options)
    if pool:
        cluster['instance_pool_id'] = apply_pool(api, pool)
    apply_cluster(api, cluster, found)
    if pool:
        tell_old_pools(api, pool)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('folder', type=pathlib.Path, help='such as dist/packages/popeye')
    parser.add_argument('--line', help='a runtime after the first one, such as 16.4-LTS')
    parser.add_argument('--user', help='whom a dedicated cluster is for')
    parser.add_argument('--cluster-id', help='the cluster to edit, where its name says too little')
    parser.add_argument('--adopt', action='store_true', help='edit a policy of that name that Brickyard did not write')
    return parser.parse_args()


def read_body(options, kind):
    """The body of a request, {} where the image has no such file."""
    line = f'.{options.line}' if options.line else ''
    file = options.folder / f'{kind}{line}.json'
    return json.loads(file.read_text()) if file.exists() else {}


def list_all(api, path, key):
    """Every page of a list."""
    query = {}
    while True:
        page = api.do('GET', path, query=query)
        yield from page.get(key) or []
        if not page.get('next_page_token'):
            return
        query = {'page_token': page['next_page_token']}


def apply_policy(api, policy, name, options):
    policies = list_all(api, '/api/2.0/policies/clusters/list', 'policies')
    found = next((one for one in policies if one['name'] == policy['name']), None)
    if found is None:
        made = api.do('POST', '/api/2.0/policies/clusters/create', body=policy)
        return tell('policy', policy['name'], 'created', made['policy_id'])
    if not options.adopt and not found.get('description', '').startswith(f'{name}: '):
        sys.exit(
            f'{policy["name"]} is a policy that Brickyard did not write ({found["policy_id"]}): '
            'name another in image.ts, cluster.policy, or take that one over with --adopt'
        )
    if any(policy[key] != found.get(key) for key in policy):
        api.do('POST', '/api/2.0/policies/clusters/edit', body={**policy, 'policy_id': found['policy_id']})
        return tell('policy', policy['name'], 'edited', found['policy_id'])
    return tell('policy', policy['name'], 'unchanged', found['policy_id'])


def apply_pool(api, pool):
    """A pool of that name has the same image and nodes: the name says so."""
    name = pool['instance_pool_name']
    pools = list_all(api, '/api/2.0/instance-pools/list', 'instance_pools')
    found = next((one for one in pools if one['instance_pool_name'] == name), None)
    if found is None:
        made = api.do('POST', '/api/2.0/instance-pools/create', body=pool)
        return tell('pool', name, 'created', made['instance_pool_id'])
    pool_id = found['instance_pool_id']
    if any(pool.get(key) != found.get(key) for key in POOL_NUMBERS):
        body = {key: value for key, value in pool.items() if not key.startswith('preloaded_')}
        api.do('POST', '/api/2.0/instance-pools/edit', body={**body, 'instance_pool_id': pool_id})
        return tell('pool', name, 'edited', pool_id)
    return tell('pool', name, 'unchanged', pool_id)


def find_cluster(api, cluster, options):
    """Names of clusters are not unique: none is touched on a guess."""
    if options.cluster_id:
        return api.do('GET', '/api/2.1/clusters/get', query={'cluster_id': options.cluster_id})
    name = cluster['cluster_name']
    found = [
        one
        for one in list_all(api, '/api/2.1/clusters/list', 'clusters')
        if one.get('cluster_name') == name and one.get('cluster_source') != 'JOB'
    ]
    ids = ', '.join(one['cluster_id'] for one in found)
    if len(found) > 1:
        sys.exit(f'{len(found)} clusters are called {name}: choose one with --cluster-id: {ids}')
    if found and repository(found[0]) != repository(cluster):
        sys.exit(f'{name} runs another image, {repository(found[0])}: if it is the one, say so with --cluster-id={ids}')
    return found[0] if found else None


def repository(cluster):
    """Of an image, without its tag; a port has a slash after it."""
    url = cluster.get('docker_image', {}).get('url', 'none')
    head, _, tail = url.rpartition(':')
    return head if head and '/' not in tail else url


def apply_cluster(api, cluster, found):
    name = cluster['cluster_name']
    if found is None:
        made = api.do('POST', '/api/2.1/clusters/create', body=cluster)
        return tell('cluster', name, 'created, and starts', made['cluster_id'])
    cluster_id, state = found['cluster_id'], found['state']
    changed = changed_fields(cluster, found)
    if not changed:
        return tell('cluster', name, f'unchanged, {state}', cluster_id)
    if state not in ('RUNNING', 'TERMINATED'):
        sys.exit(f'{name} ({cluster_id}) is {state}, and can be edited once it is RUNNING or TERMINATED: try again then')
    if state == 'RUNNING' and changed <= SIZES:
        size = {key: cluster[key] for key in SIZES & set(cluster)}
        api.do('POST', '/api/2.1/clusters/resize', body={**size, 'cluster_id': cluster_id})
        return tell('cluster', name, 'resized', cluster_id)
    api.do('POST', '/api/2.1/clusters/edit', body={**cluster, 'cluster_id': cluster_id})
    then = 'edited, and restarts' if state == 'RUNNING' else 'edited, and stays TERMINATED'
    return tell('cluster', name, then, cluster_id)


def changed_fields(wanted, found):
    """What an edit would change. What Databricks adds by itself is no change: an edit restarts people's work."""
    keys = {*wanted, 'spark_conf', 'spark_env_vars', 'custom_tags'}
    if 'num_workers' in wanted:
        keys.add('autoscale')
    keys.remove('docker_image')
    changed = {key for key in keys if (wanted.get(key) or None) != (found.get(key) or None)}
    if image_of(wanted) != image_of(found):
        changed.add('docker_image')
    return changed


def image_of(cluster):
    """Without the password, which Databricks need not show."""
    image = cluster.get('docker_image', {})
    return image.get('url'), image.get('basic_auth', {}).get('username')


def tell_old_pools(api, pool):
    """A job may still use one, so that none is deleted here."""
    name = pool['instance_pool_name']
    prefix = name[: name.rindex('-') + 1]
    for one in list_all(api, '/api/2.0/instance-pools/list', 'instance_pools'):
        other = one['instance_pool_name']
        if other.startswith(prefix) and other != name and len(other) == len(name):
            print(f'pool {other} is of an earlier image: databricks instance-pools delete {one["instance_pool_id"]}')


def tell(kind, name, what, identifier):
    print(f'{kind} {name} {what}: {identifier}')
    return identifier


if __name__ == '__main__':
    main()
