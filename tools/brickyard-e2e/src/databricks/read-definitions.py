"""Reads definitions with Databricks' own types: [{"name": …, "value": …}] on stdin, problems on stdout.

databricks-bundles refuses keys that it does not know. databricks-sdk drops them,
so that they are compared with the parameters of its client, and those with their types.
"""

import dataclasses
import enum
import json
import sys
import typing

from databricks.bundles.cluster_policies import ClusterPolicy
from databricks.bundles.clusters import Cluster
from databricks.bundles.instance_pools import InstancePool
from databricks.bundles.jobs import JobCluster
from databricks.sdk.service.compute import ClusterPoliciesAPI, ClustersAPI, InstancePoolsAPI

BODIES = {
    'cluster.json': ClustersAPI,
    'policy.json': ClusterPoliciesAPI,
    'pool.json': InstancePoolsAPI,
}
RESOURCES = {
    'clusters': Cluster,
    'cluster_policies': ClusterPolicy,
    'instance_pools': InstancePool,
}


def read_file(name, value):
    if name in BODIES:
        read_body(BODIES[name], value)
    elif name.endswith('.bundle.yml'):
        read_bundle(value)
    else:
        raise ValueError('no type of Databricks reads this file')


def read_bundle(bundle):
    refuse_unknown(bundle, {'resources', 'variables'}, 'bundle')
    for kind, resources in bundle.get('resources', {}).items():
        for resource in resources.values():
            RESOURCES[kind].from_dict(resource)
    for variable in bundle.get('variables', {}).values():
        refuse_unknown(variable, {'description', 'type', 'default'}, 'variable')
        JobCluster.from_dict({'job_cluster_key': 'main', 'new_cluster': variable['default']})


def read_body(api, body):
    """As the arguments that make it."""
    hints = typing.get_type_hints(api.create)
    refuse_unknown(body, hints.keys() - {'return'}, api.create.__qualname__)
    for key, value in body.items():
        read_value(hints[key], value, key)


def read_value(tpe, value, path):
    arguments = typing.get_args(tpe)
    origin = typing.get_origin(tpe)
    if origin is typing.Union:
        read_value(next(one for one in arguments if one is not type(None)), value, path)
    elif origin is list:
        for index, item in enumerate(expect(list, value, path)):
            read_value(arguments[0], item, f'{path}[{index}]')
    elif origin is dict:
        for key, item in expect(dict, value, path).items():
            read_value(arguments[1], item, f'{path}.{key}')
    elif dataclasses.is_dataclass(tpe):
        hints = typing.get_type_hints(tpe)
        fields = {field.name for field in dataclasses.fields(tpe)}
        refuse_unknown(expect(dict, value, path), fields, path)
        for key, item in value.items():
            read_value(hints[key], item, f'{path}.{key}')
    elif isinstance(tpe, type) and issubclass(tpe, enum.Enum):
        tpe(value)
    else:
        expect(tpe, value, path)


def expect(tpe, value, path):
    if type(value) is not tpe:
        raise TypeError(f'{path} is {value!r}, not {tpe.__name__}')
    return value


def refuse_unknown(value, known, path):
    unknown = sorted(value.keys() - known)
    if unknown:
        raise ValueError(f'{path} has no {", ".join(unknown)}')


def main():
    problems = []
    for file in json.load(sys.stdin):
        try:
            read_file(file['name'], file['value'])
        except Exception as error:
            problems.append(f'{file["name"]}: {error}')
    json.dump(problems, sys.stdout)


if __name__ == '__main__':
    main()
