resource "databricks_cluster_policy" "this" {
  name        = var.policy_name
  description = local.policy_description
  definition  = jsonencode(local.policy_definition)

  lifecycle {
    precondition {
      condition     = local.is_own_runtime
      error_message = "The image was built for ${join(" or ", var.image.spark_versions)}, and runs on no other runtime."
    }
  }
}

# Another image, node type, runtime or login makes another pool, and the cluster moves before the old one goes.
resource "databricks_instance_pool" "this" {
  count = var.pool == null ? 0 : 1

  instance_pool_name                    = local.pool_name
  node_type_id                          = var.node_type_id
  min_idle_instances                    = var.pool.min_idle_instances
  max_capacity                          = var.pool.max_capacity
  idle_instance_autotermination_minutes = var.pool.idle_instance_autotermination_minutes
  preloaded_spark_versions              = [var.spark_version]

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = var.driver_node_type_id == null
      error_message = "All nodes of a pool are of one type: leave out driver_node_type_id or pool."
    }

    precondition {
      condition     = local.has_pool_name
      error_message = "A pool's name has 99 characters at most, and ${local.pool_name} has ${length(local.pool_name)}: shorten name."
    }
  }

  preloaded_docker_image {
    url = local.image_url

    dynamic "basic_auth" {
      for_each = var.registry_login == null ? [] : [var.registry_login]

      content {
        username = basic_auth.value.username
        password = basic_auth.value.password
      }
    }
  }
}

resource "databricks_cluster" "this" {
  cluster_name            = var.name
  policy_id               = databricks_cluster_policy.this.id
  spark_version           = var.spark_version
  data_security_mode      = var.data_security_mode
  single_user_name        = var.single_user_name
  autotermination_minutes = var.autotermination_minutes
  spark_conf              = var.spark_conf
  spark_env_vars          = local.spark_env_vars
  custom_tags             = var.custom_tags
  is_pinned               = var.is_pinned

  # If the provider waited, and the cluster did not start, it would delete it: its event log is what says why.
  no_wait = true

  lifecycle {
    precondition {
      condition     = local.has_user
      error_message = "A dedicated cluster is for one user or service principal: say who with single_user_name, each time. An apply without it would take away the user that the cluster has, and restart it."
    }
  }

  # The provider takes either a pool or node types.
  instance_pool_id    = one(databricks_instance_pool.this[*].id)
  node_type_id        = var.pool == null ? var.node_type_id : null
  driver_node_type_id = var.pool == null ? var.driver_node_type_id : null

  num_workers = local.is_autoscaling ? null : var.workers.min

  dynamic "autoscale" {
    for_each = local.is_autoscaling ? [var.workers] : []

    content {
      min_workers = autoscale.value.min
      max_workers = autoscale.value.max
    }
  }

  docker_image {
    url = local.image_url

    dynamic "basic_auth" {
      for_each = var.registry_login == null ? [] : [var.registry_login]

      content {
        username = basic_auth.value.username
        password = basic_auth.value.password
      }
    }
  }
}

resource "databricks_permissions" "policy" {
  count = length(var.permissions.policy) == 0 ? 0 : 1

  cluster_policy_id = databricks_cluster_policy.this.id

  dynamic "access_control" {
    for_each = var.permissions.policy

    content {
      group_name             = access_control.value.group_name
      user_name              = access_control.value.user_name
      service_principal_name = access_control.value.service_principal_name
      permission_level       = access_control.value.permission_level
    }
  }
}

resource "databricks_permissions" "pool" {
  count = var.pool == null || length(var.permissions.pool) == 0 ? 0 : 1

  instance_pool_id = one(databricks_instance_pool.this[*].id)

  dynamic "access_control" {
    for_each = var.permissions.pool

    content {
      group_name             = access_control.value.group_name
      user_name              = access_control.value.user_name
      service_principal_name = access_control.value.service_principal_name
      permission_level       = access_control.value.permission_level
    }
  }
}

resource "databricks_permissions" "cluster" {
  count = length(var.permissions.cluster) == 0 ? 0 : 1

  cluster_id = databricks_cluster.this.id

  dynamic "access_control" {
    for_each = var.permissions.cluster

    content {
      group_name             = access_control.value.group_name
      user_name              = access_control.value.user_name
      service_principal_name = access_control.value.service_principal_name
      permission_level       = access_control.value.permission_level
    }
  }
}
