# What belongs to this pipeline alone: its two schemas, and the role that loads them.
terraform {
  required_version = ">= 1.6"
  required_providers {
    snowflake = {
      source  = "snowflakedb/snowflake"
      version = "~> 2.0"
    }
  }
}

variable "database" {
  description = "Database of the environment"
  type        = string
}

variable "warehouse" {
  description = "Warehouse that loads"
  type        = string
}

resource "snowflake_schema" "published" {
  database = var.database
  name     = upper("${{ values.schema }}")
  comment  = "Published by ${{ values.name }}"

  lifecycle {
    prevent_destroy = true
  }
}

# Readers get no right here: it has what isn't checked yet.
resource "snowflake_schema" "staging" {
  database                    = var.database
  name                        = upper("${{ values.schema }}_staging")
  comment                     = "Rows that ${{ values.name }} checks before it publishes them"
  is_transient                = true
  data_retention_time_in_days = 1
}

resource "snowflake_account_role" "loader" {
  name    = upper("${{ values.dag }}_${var.database}_loader")
  comment = "Loads ${{ values.name }}"
}

resource "snowflake_grant_privileges_to_account_role" "schema" {
  for_each = {
    published = snowflake_schema.published.fully_qualified_name
    staging   = snowflake_schema.staging.fully_qualified_name
  }
  account_role_name = snowflake_account_role.loader.name
  privileges        = ["USAGE", "CREATE TABLE"]
  on_schema {
    schema_name = each.value
  }
}

resource "snowflake_grant_privileges_to_account_role" "database" {
  account_role_name = snowflake_account_role.loader.name
  privileges        = ["USAGE"]
  on_account_object {
    object_type = "DATABASE"
    object_name = var.database
  }
}

resource "snowflake_grant_privileges_to_account_role" "warehouse" {
  account_role_name = snowflake_account_role.loader.name
  privileges        = ["USAGE"]
  on_account_object {
    object_type = "WAREHOUSE"
    object_name = var.warehouse
  }
}
