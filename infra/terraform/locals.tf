locals {
  image_url = var.use_floating_tag ? var.image.floating_url : var.image.url

  # Where a notebook can read it; a tag that moves has none to tell.
  spark_env_vars = merge(
    var.spark_env_vars,
    var.use_floating_tag ? {} : { BRICKYARD_IMAGE_DIGEST = var.image.digest },
  )

  policy_description = "${var.name}: ${var.use_floating_tag ? var.image.floating_url : var.image.digest}"

  # A rule about the digest, too: a cluster that is made to comply would keep what it knew of the image before.
  digest_rule = {
    for key, value in {
      type  = var.use_floating_tag ? "forbidden" : "fixed"
      value = var.use_floating_tag ? null : var.image.digest
    } : key => value if value != null
  }

  is_own_runtime = contains(var.image.spark_versions, var.spark_version)

  is_autoscaling = var.workers.max > var.workers.min

  # An empty name is none.
  has_user = var.data_security_mode != "SINGLE_USER" || try(length(trimspace(var.single_user_name)) > 0, false)

  # Names of pools are unique, and a pool can be edited in none of these: another of them is another pool, with a name of its own.
  pool_name = join("-", [
    var.name,
    substr(sha256(join("\n", [
      var.node_type_id,
      var.spark_version,
      local.image_url,
      try(var.registry_login.username, ""),
      try(var.registry_login.password, ""),
    ])), 0, 12),
  ])

  has_pool_name = length(local.pool_name) < 100

  # Image, runtime and access mode together: one of them alone could be paired with another that it does not run on.
  policy_definition = merge(
    {
      "spark_version"      = { type = "fixed", value = var.spark_version }
      "data_security_mode" = { type = "fixed", value = var.data_security_mode }
      "docker_image.url"   = { type = "fixed", value = local.image_url }

      "spark_env_vars.BRICKYARD_IMAGE_DIGEST" = local.digest_rule
    },
    {
      for key, value in(var.registry_login == null ? {} : var.registry_login) :
      "docker_image.basic_auth.${key}" => { type = "fixed", value = value, hidden = true }
    },
  )
}
