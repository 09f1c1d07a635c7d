output "cluster_id" {
  description = "Of the cluster."
  value       = databricks_cluster.this.id
}

output "policy_id" {
  description = "Of the policy that fixes image, runtime and access mode together."
  value       = databricks_cluster_policy.this.id
}

output "instance_pool_id" {
  description = "Of the pool; null when there is none."
  value       = one(databricks_instance_pool.this[*].id)
}

output "image" {
  description = "What the cluster names, and what that stood for when it was pushed; no digest for a tag that moves."
  value = {
    url    = local.image_url
    digest = var.use_floating_tag ? null : var.image.digest
  }
}
