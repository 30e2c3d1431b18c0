# What belongs to this job alone: its database, and the role that its steps run as.
terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "input" {
  description = "Bucket and prefix that are read, without s3://"
  type        = string
}

variable "location" {
  description = "Bucket and prefix that are written, without s3://"
  type        = string
}

resource "aws_glue_catalog_database" "published" {
  name        = "${{ values.database }}"
  description = "Published by ${{ values.name }}"

  lifecycle {
    prevent_destroy = true
  }
}

data "aws_iam_policy_document" "job" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::${var.input}/*"]
  }
  statement {
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["arn:aws:s3:::${var.location}/*"]
  }
  statement {
    actions = ["s3:ListBucket"]
    resources = [
      "arn:aws:s3:::${split("/", var.input)[0]}",
      "arn:aws:s3:::${split("/", var.location)[0]}",
    ]
  }
}

resource "aws_iam_policy" "job" {
  name        = "${{ values.name }}"
  description = "What the Spark job ${{ values.name }} may read and write"
  policy      = data.aws_iam_policy_document.job.json
}
