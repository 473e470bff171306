# An active and a passive region behind one DNS name, and the experiment that proves the failover.
#
# Route 53 checks the primary region from outside and answers with its load balancer while it is healthy; when it
# is not, with the secondary's. The FIS template takes the primary's entry subnets off the network.
#
# The load balancers themselves are yours: name them in the variables. Against the sandbox, `./blackstart sandbox`
# prints the values.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

provider "aws" {
  # FIS belongs to a region: the experiment runs where the fault is to be. Route 53 is global.
  region = var.primary.region

  # Only where something else plays AWS.
  skip_metadata_api_check     = var.endpoint != null
  skip_credentials_validation = var.endpoint != null
  skip_requesting_account_id  = var.endpoint != null
  endpoints {
    route53 = var.endpoint
    fis     = var.endpoint
    sts     = var.endpoint
  }
}

locals {
  name = "${var.record}.${var.zone}"
  # Both sides have a check: a secondary without one counts as healthy for ever, even when it is dead.
  sides = { PRIMARY = var.primary, SECONDARY = var.secondary }
}

resource "aws_route53_zone" "service" {
  name    = var.zone
  comment = "Fails over from ${var.primary.region} to ${var.secondary.region}"
  tags    = var.tags
}

# The checkers of each side. They ask an address, never the name that fails over: they would follow it.
resource "aws_route53_health_check" "side" {
  for_each = local.sides

  type              = "HTTPS"
  ip_address        = each.value.check_address
  port              = var.port
  fqdn              = local.name
  enable_sni        = true
  resource_path     = var.health_path
  request_interval  = var.request_interval
  failure_threshold = var.failure_threshold
  tags              = merge(var.tags, { Name = "${each.value.region} entry" })
}

# The pair. An alias takes its load balancer's TTL, which is 60 seconds.
resource "aws_route53_record" "side" {
  for_each = local.sides

  zone_id         = aws_route53_zone.service.zone_id
  name            = local.name
  type            = "A"
  set_identifier  = each.value.region
  health_check_id = aws_route53_health_check.side[each.key].id

  failover_routing_policy {
    type = each.key
  }

  alias {
    name                   = each.value.load_balancer
    zone_id                = each.value.load_balancer_zone
    evaluate_target_health = true
  }
}

# Drops everything that enters or leaves the entry subnets of the primary region, silently: no refusal, no reset.
resource "aws_fis_experiment_template" "blackhole" {
  description = "The entry subnets of ${var.primary.region} drop off the network"
  role_arn    = var.fis_role_arn
  # Only what never changes: Terraform makes a template anew when its tags change, and experiment files name its id.
  tags = { Name = "region blackhole" }

  target {
    name           = "entrySubnets"
    resource_type  = "aws:ec2:subnet"
    selection_mode = "ALL"

    dynamic "resource_tag" {
      for_each = var.entry_subnet_tags
      content {
        key   = resource_tag.key
        value = resource_tag.value
      }
    }
  }

  action {
    name      = "blackhole"
    action_id = "aws:network:disrupt-connectivity"

    parameter {
      key   = "scope"
      value = "all"
    }
    parameter {
      key   = "duration"
      value = var.fault_duration
    }
    target {
      key   = "Subnets"
      value = "entrySubnets"
    }
  }

  # On AWS, name an alarm that ends the experiment when it goes too far.
  stop_condition {
    source = var.stop_alarm_arn == null ? "none" : "aws:cloudwatch:alarm"
    value  = var.stop_alarm_arn
  }
}
