package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The experiment templates of the account. */
final class Templates {
    /** AWS's quota in a region. */
    private static final int TEMPLATES_MAX = 500;

    private static final String OPTIONS = "experimentOptions";
    private static final Set<String> SECTIONS =
            Set.of(
                    "description",
                    "targets",
                    "actions",
                    "stopConditions",
                    "roleArn",
                    "logConfiguration",
                    OPTIONS,
                    "experimentReportConfiguration");

    // guarded by this, both of them
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final ClientTokens tokens = new ClientTokens();

    /**
     * Creates a template, or finds the one that the same request created.
     *
     * @param created what is done with a new one, in one step with its creation
     */
    synchronized Template create(String region, Fields request, Consumer<Template> created) {
        Optional<String> known = tokens.find(region, request);
        if (known.isPresent()) {
            return find(region, known.get());
        }
        ObjectNode sections = JsonNodeFactory.instance.objectNode();
        sections.putObject("targets");
        sections.putObject(OPTIONS)
                .put("accountTargeting", "single-account")
                .put("emptyTargetResolutionMode", "fail");
        merge(sections, request);
        Instant now = Instant.now();
        Template template =
                new Template(
                        Ids.next("EXT"),
                        region,
                        PlanJson.read(region, new Fields("", sections)),
                        sections,
                        now,
                        now,
                        Map.of());
        if (in(region).size() >= TEMPLATES_MAX) {
            throw Faults.quota("there are " + TEMPLATES_MAX + " templates");
        }
        created.accept(template);
        templates.put(template.id(), template);
        tokens.remember(region, request, template.id());
        return template;
    }

    /** Puts the sections of a request in place of those that are there; options one by one. */
    private static void merge(ObjectNode sections, Fields request) {
        for (String name : SECTIONS) {
            if (!request.has(name)) {
                continue;
            }
            if (name.equals(OPTIONS)) {
                sections.withObject("/" + OPTIONS)
                        .setAll(request.object(OPTIONS).orElseThrow().node().deepCopy());
            } else {
                sections.set(name, request.node().path(name).deepCopy());
            }
        }
    }

    /** Replaces the sections that a request has; experiments that run go on as they are. */
    synchronized Template update(String region, String id, Fields request) {
        Template old = find(region, id);
        ObjectNode sections = old.sections().deepCopy();
        merge(sections, request);
        Plan plan = PlanJson.read(region, new Fields("", sections));
        if (plan.multiAccount() != old.plan().multiAccount()) {
            throw Faults.invalid("accountTargeting cannot be changed");
        }
        Template updated =
                new Template(
                        id, region, plan, sections, old.created(), Instant.now(), old.accounts());
        templates.put(id, updated);
        return updated;
    }

    /** Changes the accounts that a template is aimed at. */
    synchronized Template aim(
            String region, String id, UnaryOperator<Map<String, Template.Account>> change) {
        Template old = find(region, id);
        Template aimed = old.with(change.apply(new LinkedHashMap<>(old.accounts())));
        templates.put(id, aimed);
        return aimed;
    }

    /** A template of a region. */
    synchronized Template find(String region, String id) {
        Template found = templates.get(id);
        if (found == null || !found.region().equals(region)) {
            throw Faults.notFound("Experiment template " + id + " not found.");
        }
        return found;
    }

    /** The templates of a region, oldest first. */
    synchronized List<Template> in(String region) {
        return templates.values().stream().filter(one -> one.region().equals(region)).toList();
    }

    /** Deletes a template; experiments that were started from it go on. */
    synchronized Template delete(String region, String id) {
        Template deleted = find(region, id);
        templates.remove(id);
        tokens.forget(id);
        return deleted;
    }

    /** Deletes all of them. */
    synchronized void clear() {
        templates.clear();
        tokens.clear();
    }
}
