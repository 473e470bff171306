output "name" {
  description = "The name that fails over: dns.name of a Blackstart environment."
  value       = local.name
}

output "hosted_zone_id" {
  description = "dns.hostedZoneId."
  value       = aws_route53_zone.service.zone_id
}

output "name_servers" {
  description = "What the parent zone has to delegate to."
  value       = aws_route53_zone.service.name_servers
}

output "primary_health_check_id" {
  description = "dns.healthCheckId."
  value       = aws_route53_health_check.side["PRIMARY"].id
}

output "experiment_template_id" {
  description = "fault.fis.templateId of a Blackstart experiment."
  value       = aws_fis_experiment_template.blackhole.id
}
