package io.blackstart.sandbox.fis;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An experiment template.
 *
 * @param region where its targets are looked for
 * @param sections as they were sent, for answers; never changed
 * @param accounts the other accounts that it is aimed at, by id
 */
record Template(
        String id,
        String region,
        Plan plan,
        ObjectNode sections,
        Instant created,
        Instant updated,
        Map<String, Account> accounts) {
    Template {
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
    }

    /** How FIS gets into an account that a template is aimed at. */
    record Account(String id, String roleArn, Optional<String> description) {}

    String arn() {
        return Ids.arn(region, "experiment-template/" + id);
    }

    /** The template, now aimed at these accounts. */
    Template with(Map<String, Account> others) {
        return new Template(id, region, plan, sections, created, updated, others);
    }
}
