# What belongs to this pipeline alone: its schema, and the role that builds it.
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
  description = "Warehouse that builds"
  type        = string
}

resource "snowflake_schema" "marts" {
  database = var.database
  name     = upper("${{ values.project }}")
  comment  = "Built by the pipeline ${{ values.name }}"

  lifecycle {
    prevent_destroy = true
  }
}

resource "snowflake_account_role" "builder" {
  name    = upper("${{ values.project }}_${var.database}_builder")
  comment = "Builds ${{ values.name }}"
}

resource "snowflake_grant_privileges_to_account_role" "schema" {
  account_role_name = snowflake_account_role.builder.name
  privileges        = ["USAGE", "CREATE TABLE", "CREATE VIEW"]
  on_schema {
    schema_name = snowflake_schema.marts.fully_qualified_name
  }
}

resource "snowflake_grant_privileges_to_account_role" "database" {
  account_role_name = snowflake_account_role.builder.name
  privileges        = ["USAGE"]
  on_account_object {
    object_type = "DATABASE"
    object_name = var.database
  }
}

resource "snowflake_grant_privileges_to_account_role" "warehouse" {
  account_role_name = snowflake_account_role.builder.name
  privileges        = ["USAGE"]
  on_account_object {
    object_type = "WAREHOUSE"
    object_name = var.warehouse
  }
}
