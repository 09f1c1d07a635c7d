locals {
  image_url = var.use_floating_tag ? var.image.floating_url : var.image.url

  # Where a notebook can read it; a tag that moves has none to tell.
  spark_env_vars = merge(
    var.spark_env_vars,
    var.use_floating_tag ? {} : { BRICKYARD_IMAGE_DIGEST = var.image.digest },
  )

  policy_description = "${var.name}: ${var.use_floating_tag ? var.image.floating_url : var.image.digest}"

  is_own_runtime = contains(var.image.spark_versions, var.spark_version)

  is_autoscaling = var.workers.max > var.workers.min

  # Image, runtime and access mode together: one of them alone could be paired with another that it does not run on.
  policy_definition = merge(
    {
      "spark_version"      = { type = "fixed", value = var.spark_version }
      "data_security_mode" = { type = "fixed", value = var.data_security_mode }
      "docker_image.url"   = { type = "fixed", value = local.image_url }
    },
    {
      for key, value in(var.registry_login == null ? {} : var.registry_login) :
      "docker_image.basic_auth.${key}" => { type = "fixed", value = value, hidden = true }
    },
  )
}
