# docker-push writes values for all of these but the last two: dist/packages/<flavour>/cluster.tfvars.json.

variable "name" {
  description = "Name of the cluster, such as popeye-dbr17.3."
  type        = string
}

variable "image" {
  description = "The published image: under its immutable tag, under the tag that moves with the runtime line, the digest that the first stood for when it was pushed, and the keys of the runtime it was built for."
  type = object({
    url          = string
    floating_url = string
    digest       = string

    spark_versions = list(string)
  })
}

variable "use_floating_tag" {
  description = "Take whatever the floating tag stands for when a node starts, in place of the image that was pushed."
  type        = bool
  default     = false
}

variable "registry_login" {
  description = "User and password for the registry, both as {{secrets/scope/key}}; null for a registry that asks for none."
  type = object({
    username = string
    password = string
  })
  default = null

  validation {
    condition = var.registry_login == null ? true : alltrue([
      for value in values(var.registry_login) :
      can(regex("^\\{\\{secrets/[^/{}]+/[^/{}]+\\}\\}$", value))
    ])
    error_message = "User and password are written {{secrets/scope/key}}, never in clear: the definition of a cluster can be read by others."
  }
}

variable "spark_version" {
  description = "Key of the runtime that the image was built for, such as 17.3.x-scala2.13."
  type        = string

  validation {
    condition     = !strcontains(var.spark_version, "-ml-")
    error_message = "Runtimes for machine learning take no custom container."
  }
}

variable "data_security_mode" {
  description = "SINGLE_USER for dedicated access mode, USER_ISOLATION for standard."
  type        = string
  default     = "SINGLE_USER"

  validation {
    condition     = contains(["SINGLE_USER", "USER_ISOLATION"], var.data_security_mode)
    error_message = "The access mode is SINGLE_USER or USER_ISOLATION."
  }
}

variable "single_user_name" {
  description = "Who a dedicated cluster is for: a user or a service principal. It has to be said at each apply, with SINGLE_USER."
  type        = string
  default     = null
}

variable "node_type_id" {
  description = "Node type of the workers, and of the pool."
  type        = string
}

variable "driver_node_type_id" {
  description = "Node type of the driver; null for the workers'. Not together with a pool, whose nodes are all of one type."
  type        = string
  default     = null
}

variable "workers" {
  description = "Bounds of the number of workers; equal for a fixed number, both 0 for a single node."
  type = object({
    min = number
    max = number
  })

  validation {
    condition     = var.workers.min >= 0 && var.workers.max >= var.workers.min && (var.workers.min > 0 || var.workers.max == 0)
    error_message = "max is at least min; min is 0 only for a single node, whose max is 0 too."
  }
}

variable "autotermination_minutes" {
  description = "Minutes without work after which the cluster ends; 0 for never."
  type        = number
  default     = 60

  validation {
    condition     = var.autotermination_minutes == 0 || (var.autotermination_minutes >= 10 && var.autotermination_minutes <= 10000)
    error_message = "Write 0, for never, or 10 to 10000 minutes."
  }
}

variable "spark_conf" {
  description = "Spark's configuration."
  type        = map(string)
  default     = {}
}

variable "spark_env_vars" {
  description = "Environment variables of driver and workers, besides BRICKYARD_IMAGE_DIGEST."
  type        = map(string)
  default     = {}
}

variable "custom_tags" {
  description = "Tags of the cloud's resources."
  type        = map(string)
  default     = {}
}

variable "policy_name" {
  description = "Name of the policy, unique in the workspace."
  type        = string

  validation {
    condition     = length(var.policy_name) > 0 && length(var.policy_name) <= 100
    error_message = "A policy's name has 1 to 100 characters."
  }
}

variable "pool" {
  description = "Nodes that have the image before a cluster asks for them; null for none. Its name is computed: whatever cannot be edited makes another pool."
  type = object({
    min_idle_instances                    = optional(number, 0)
    max_capacity                          = optional(number)
    idle_instance_autotermination_minutes = optional(number, 30)
  })
  default = null
}

variable "is_pinned" {
  description = "Keep the cluster: Databricks deletes one that is not pinned 30 days after it ended. Needs an admin; 100 clusters can be pinned."
  type        = bool
  default     = false
}

variable "permissions" {
  description = "Who may do what. Of the cluster: CAN_ATTACH_TO, CAN_RESTART, CAN_MANAGE; of the policy: CAN_USE; of the pool: CAN_ATTACH_TO, CAN_MANAGE. A list that is not empty is all there is, besides admins and whoever applies it; an empty one leaves permissions alone."
  type = object({
    cluster = optional(list(object({
      group_name             = optional(string)
      user_name              = optional(string)
      service_principal_name = optional(string)
      permission_level       = string
    })), [])
    policy = optional(list(object({
      group_name             = optional(string)
      user_name              = optional(string)
      service_principal_name = optional(string)
      permission_level       = string
    })), [])
    pool = optional(list(object({
      group_name             = optional(string)
      user_name              = optional(string)
      service_principal_name = optional(string)
      permission_level       = string
    })), [])
  })
  default = {}

  validation {
    condition = alltrue([
      for one in concat(var.permissions.cluster, var.permissions.policy, var.permissions.pool) :
      length(compact([one.group_name, one.user_name, one.service_principal_name])) == 1
    ])
    error_message = "Each permission is for one of group_name, user_name and service_principal_name."
  }

  validation {
    condition = alltrue([
      for kind, levels in {
        cluster = ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"]
        policy  = ["CAN_USE"]
        pool    = ["CAN_ATTACH_TO", "CAN_MANAGE"]
      } : alltrue([for one in var.permissions[kind] : contains(levels, one.permission_level)])
    ])
    error_message = "A cluster has CAN_ATTACH_TO, CAN_RESTART and CAN_MANAGE, a policy CAN_USE, a pool CAN_ATTACH_TO and CAN_MANAGE."
  }

  validation {
    condition = alltrue([
      for list in [var.permissions.cluster, var.permissions.policy, var.permissions.pool] :
      length(list) == length(distinct([for one in list : join("", compact([one.group_name, one.user_name, one.service_principal_name]))]))
    ])
    error_message = "Name everybody once: Databricks keeps the highest level alone, and every later plan would differ."
  }
}
