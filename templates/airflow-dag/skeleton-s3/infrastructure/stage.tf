# Where Snowflake reads the files. The provider's own resource for stages is a preview, so it is done by the statement.
variable "storage_integration" {
  description = "Storage integration of the account, which may read the prefix"
  type        = string
}

locals {
  stage = "\"${var.database}\".\"${snowflake_schema.staging.name}\".\"${upper("${{ values.table }}_files")}\""
}

resource "snowflake_execute" "stage" {
  execute = "create stage if not exists ${local.stage} url = '${{ values.prefix }}/' storage_integration = ${var.storage_integration}"
  revert  = "drop stage if exists ${local.stage}"
}

resource "snowflake_execute" "stage_usage" {
  execute    = "grant usage on stage ${local.stage} to role \"${snowflake_account_role.loader.name}\""
  revert     = "revoke usage on stage ${local.stage} from role \"${snowflake_account_role.loader.name}\""
  depends_on = [snowflake_execute.stage]
}
