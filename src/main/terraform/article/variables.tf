variable "endpoint" {
  description = "Where AWS is, when it is not AWS: the sandbox's endpoint."
  type        = string
  default     = null
}

variable "zone" {
  description = "Name of the hosted zone to create."
  type        = string
}

variable "record" {
  description = "Name of the record that fails over, inside the zone."
  type        = string
  default     = "app"
}

variable "primary" {
  description = "The region that serves while it is healthy: its load balancer with the zone that AWS keeps it in, and the address that is checked."
  type = object({
    region             = string
    load_balancer      = string
    load_balancer_zone = string
    check_address      = string
  })
}

variable "secondary" {
  description = "The region that serves when the primary does not."
  type = object({
    region             = string
    load_balancer      = string
    load_balancer_zone = string
    check_address      = string
  })
}

variable "port" {
  description = "HTTPS port of both load balancers."
  type        = number
  default     = 443
}

variable "health_path" {
  description = "What the checkers ask for. It should fail when the region cannot serve, its database included."
  type        = string
  default     = "/healthz"
}

variable "request_interval" {
  description = "Seconds between two checks by one checker: 10 or 30. AWS changes it only by making a new check."
  type        = number
  default     = 10
}

variable "failure_threshold" {
  description = "So many checks in a row must fail before a checker calls the region unhealthy, and succeed before it calls it healthy again."
  type        = number
  default     = 3
}

variable "entry_subnet_tags" {
  description = "Tags of the subnets that hold the load balancers."
  type        = map(string)
  default     = { tier = "entry" }
}

variable "fault_duration" {
  description = "How long the fault lasts when nobody ends it earlier, as ISO 8601: PT1M to PT12H."
  type        = string
  default     = "PT5M"
}

variable "fis_role_arn" {
  description = "The role that FIS takes to break things."
  type        = string
}

variable "stop_alarm_arn" {
  description = "CloudWatch alarm that ends the experiment. Without one nothing does; leave it out in a sandbox only."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the zone and of the health checks."
  type        = map(string)
  default     = {}
}
