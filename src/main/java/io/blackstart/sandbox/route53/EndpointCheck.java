package io.blackstart.sandbox.route53;

/** Checks an endpoint once. */
interface EndpointCheck {
    /**
     * Checks now; returns within the time that AWS gives an endpoint.
     *
     * @param id of the health check, which the endpoint may read in the User-Agent
     */
    Observation check(String id, HealthCheckConfig.Checked config);
}
