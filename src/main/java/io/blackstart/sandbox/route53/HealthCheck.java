package io.blackstart.sandbox.route53;

/** A health check as it stands, and how often it was changed. */
record HealthCheck(String id, String callerReference, HealthCheckConfig config, long version) {}
