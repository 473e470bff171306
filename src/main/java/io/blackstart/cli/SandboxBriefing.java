package io.blackstart.cli;

import io.blackstart.drill.FailoverPair;
import io.blackstart.experiment.Environment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody needs who wants to use a running sandbox: where everything is, and lines to paste
 * into a shell. Every line that begins with {@code export}, {@code dig}, {@code curl} or {@code
 * aws} works as it stands.
 *
 * @param environment the sandbox's, complete
 * @param pair its load balancers; nothing when the name leads to plain addresses
 */
record SandboxBriefing(Environment environment, int speed, Optional<FailoverPair> pair) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "The sandbox runs"
                        + (speed == 1
                                ? " on AWS's timings."
                                : "; its cloud's clock is " + speed + " times faster."));
        lines.add("");
        where(lines);
        lines.add("");
        lines.add(
                "# AWS's tools, pointed at it (aws 2.13, or 1.29, and newer); keys are not"
                        + " checked");
        lines.add("export AWS_ENDPOINT_URL=" + endpoint());
        lines.add("export AWS_REGION=" + active() + " AWS_DEFAULT_REGION=" + active());
        lines.add("export AWS_ACCESS_KEY_ID=SANDBOX AWS_SECRET_ACCESS_KEY=sandbox");
        lines.add("export AWS_EC2_METADATA_DISABLED=true AWS_PAGER=");
        aws(lines);
        lines.add("");
        lines.add("# what users see");
        users(lines);
        lines.add("");
        lines.add("# empties AWS (zones, checks, templates, experiments); the regions go on");
        lines.add("curl -fsS -X POST " + endpoint() + "/_sandbox/reset");
        pair.ifPresent(balancers -> terraform(lines, balancers));
        return lines;
    }

    private void where(List<String> lines) {
        lines.add("AWS           " + endpoint());
        lines.add("service       " + environment.service().url());
        environment
                .service()
                .endpoints()
                .forEach((region, url) -> lines.add("region        " + url + "  " + region));
        environment.dns().authoritative().forEach(address -> lines.add("name server   " + address));
        environment
                .dns()
                .resolvers()
                .forEach((name, address) -> lines.add("resolver      " + address + "  " + name));
        environment.service().trust().ifPresent(pem -> lines.add("CA file       " + pem));
    }

    private void aws(List<String> lines) {
        environment
                .dns()
                .hostedZoneId()
                .ifPresent(id ->
                        lines.add("aws route53 list-resource-record-sets --hosted-zone-id " + id));
        environment
                .dns()
                .healthCheckId()
                .ifPresent(id ->
                        lines.add("aws route53 get-health-check-status --health-check-id " + id));
        lines.add("aws fis get-safety-lever --id default");
        lines.add("aws fis list-experiment-templates");
        lines.add("aws fis list-experiments");
    }

    private void users(List<String> lines) {
        String name = environment.dns().name();
        environment
                .dns()
                .authoritative()
                .forEach(at -> lines.add("dig " + at(at) + " +norecurse " + name + " A"));
        environment
                .dns()
                .resolvers()
                .values()
                .forEach(at -> lines.add("dig " + at(at) + " " + name + " A"));
        URI url = environment.service().url();
        String trust =
                environment.service().trust().map(pem -> " --cacert '" + pem + "'").orElse("");
        environment
                .service()
                .endpoints()
                .values()
                .forEach(endpoint ->
                        lines.add(
                                "curl -sS -i"
                                        + trust
                                        + " --resolve "
                                        + url.getHost()
                                        + ":"
                                        + endpoint.getPort()
                                        + ":"
                                        + endpoint.getHost()
                                        + " https://"
                                        + url.getHost()
                                        + ":"
                                        + endpoint.getPort()
                                        + environment.service().health().path()));
    }

    private void terraform(List<String> lines, FailoverPair balancers) {
        lines.add("");
        lines.add("# src/main/terraform/article builds the same set-up, after the reset; its");
        lines.add("# terraform.tfvars:");
        lines.add("endpoint     = \"" + endpoint() + "\"");
        lines.add("zone         = \"" + zone() + "\"");
        lines.add("port         = " + environment.service().url().getPort());
        lines.add("fis_role_arn = \"" + environment.faultAccount().fisRoleArn().orElse("") + "\"");
        lines.add("primary      = " + side(balancers.primary()));
        lines.add("secondary    = " + side(balancers.secondary()));
    }

    private String side(FailoverPair.Side side) {
        URI endpoint = environment.service().endpoints().get(side.region());
        return "{ region = \""
                + side.region()
                + "\", load_balancer = \""
                + side.loadBalancer()
                + "\", load_balancer_zone = \""
                + side.zone()
                + "\", check_address = \""
                + (endpoint == null ? "" : endpoint.getHost())
                + "\" }";
    }

    private String zone() {
        String name = environment.dns().name();
        return name.substring(name.indexOf('.') + 1);
    }

    private String active() {
        return environment.regions().getFirst();
    }

    private String endpoint() {
        return environment.faultAccount().endpoint().map(URI::toString).orElseThrow();
    }

    /** {@code host:port} as dig wants it. */
    private static String at(String address) {
        int colon = address.lastIndexOf(':');
        return "@" + address.substring(0, colon) + " -p " + address.substring(colon + 1);
    }
}
