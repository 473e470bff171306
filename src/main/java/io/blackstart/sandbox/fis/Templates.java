package io.blackstart.sandbox.fis;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The experiment templates of the account. */
final class Templates {
    /** AWS's quota in a region. */
    private static final int TEMPLATES_MAX = 500;

    private record Kept(String region, Template template) {}

    // guarded by this, both of them
    private final Map<String, Kept> templates = new LinkedHashMap<>();
    private final ClientTokens<Template> tokens = new ClientTokens<>();

    /** Creates a template, or finds the one that the same request created. */
    synchronized Template create(String region, ObjectNode request) {
        return tokens.once(
                region,
                request,
                () -> {
                    if (in(region).size() >= TEMPLATES_MAX) {
                        throw Faults.quota("there are " + TEMPLATES_MAX + " templates");
                    }
                    Template created = read(region, request);
                    templates.put(created.id(), new Kept(region, created));
                    return created;
                });
    }

    private static Template read(String region, ObjectNode request) {
        String id = Ids.next("EXT");
        String arn = Ids.arn(region, "experiment-template/" + id);
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        wire.put("id", id);
        wire.put("arn", arn);
        wire.setAll(request.deepCopy());
        wire.remove(List.of("clientToken", "tags"));
        if (!wire.has("targets")) {
            wire.putObject("targets");
        }
        ObjectNode options = wire.withObject("/experimentOptions");
        if (!options.has("accountTargeting")) {
            options.put("accountTargeting", "single-account");
        }
        if (!options.has("emptyTargetResolutionMode")) {
            options.put("emptyTargetResolutionMode", "fail");
        }
        wire.put("creationTime", epochSeconds(Instant.now()));
        wire.put("lastUpdateTime", epochSeconds(Instant.now()));
        wire.put("targetAccountConfigurationsCount", 0);
        return TemplateJson.read(id, arn, request, wire);
    }

    /** A template of a region. */
    synchronized Template find(String region, String id) {
        Kept found = templates.get(id);
        if (found == null || !found.region.equals(region)) {
            throw Faults.notFound("Experiment template " + id + " not found.");
        }
        return found.template;
    }

    /** The templates of a region, oldest first. */
    synchronized List<Template> in(String region) {
        return templates.values().stream()
                .filter(kept -> kept.region.equals(region))
                .map(Kept::template)
                .toList();
    }

    /** Deletes a template; experiments that were started from it go on. */
    synchronized Template delete(String region, String id) {
        Template deleted = find(region, id);
        templates.remove(id);
        return deleted;
    }

    /** Forgets all templates. */
    synchronized void clear() {
        templates.clear();
        tokens.clear();
    }

    /** A moment as FIS writes it: seconds since 1970, with a fraction. */
    static BigDecimal epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
