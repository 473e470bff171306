package io.blackstart.report;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.verdict.ClockOffset;
import io.blackstart.verdict.Harness;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Attempts;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.ClientsBack;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.Outage;
import io.blackstart.verdict.Verdict.Quantity;
import io.blackstart.verdict.Verdict.Requests;
import io.blackstart.verdict.Verdict.RunRef;
import io.blackstart.verdict.Verdict.Trust;
import io.blackstart.verdict.Verdict.Writes;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A verdict as the text of {@code verdict.json}, a contract: the same verdict gives the same bytes,
 * an absent {@code most} means that it was not over when last seen, and both bounds are absent only
 * where nothing was measured.
 */
public final class VerdictJson {
    private static final DefaultIndenter LINE_FEEDS = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER =
            JsonMapper.shared()
                    .writer()
                    .with(
                            new DefaultPrettyPrinter()
                                    .withSeparators(
                                            Separators.createDefaultInstance()
                                                    .withObjectNameValueSpacing(
                                                            Separators.Spacing.AFTER))
                                    .withObjectIndenter(LINE_FEEDS)
                                    .withArrayIndenter(LINE_FEEDS));

    private VerdictJson() {}

    /** The text of {@code verdict.json}, ending in a line feed. */
    public static String text(Verdict verdict) {
        Fields json =
                new Fields()
                        .with("schema", "blackstart/verdict/1")
                        .with("experiment", experiment(verdict))
                        .with("run", run(verdict.run()))
                        .with("outcome", verdict.outcome().name())
                        .with(
                                "budgets",
                                verdict.budgets().stream().map(VerdictJson::budget).toList())
                        .with(
                                "milestones",
                                verdict.milestones().stream().map(VerdictJson::milestone).toList())
                        .with(
                                "clientsBack",
                                verdict.clientsBack().stream()
                                        .map(VerdictJson::clientsBack)
                                        .toList())
                        .with(
                                "outages",
                                verdict.outages().stream().map(VerdictJson::outage).toList())
                        .with("requests", requests(verdict.requests()))
                        .with("writes", writes(verdict.writes()))
                        .with(
                                "diagnoses",
                                verdict.diagnoses().stream().map(VerdictJson::diagnosis).toList())
                        .with("leftBehind", verdict.leftBehind())
                        .with("trust", trust(verdict.trust()));
        return WRITER.writeValueAsString(json.map()) + "\n";
    }

    private static Map<String, Object> experiment(Verdict verdict) {
        return new Fields()
                .with("name", verdict.experiment().name())
                .with("file", verdict.experiment().file())
                .with("sha256", verdict.experiment().sha256())
                .map();
    }

    private static Map<String, Object> run(RunRef run) {
        return new Fields()
                .with("id", run.id())
                .with("startedAt", run.startedAt().toString())
                .with("commit", run.commit())
                .with("kind", run.kind())
                .with("speed", run.speed())
                .with("evidenceSha256", run.evidenceSha256())
                .with("ended", run.ended())
                .with("endedWhy", run.endedWhy())
                .map();
    }

    private static Map<String, Object> budget(BudgetFinding budget) {
        return new Fields()
                .with("name", budget.name())
                .with("unit", budget.unit().name().toLowerCase(Locale.ROOT))
                .with("budget", quantity(budget.budget()))
                .with("finding", budget.finding().name())
                .with(budget.measured())
                .with("vantage", budget.vantage())
                .with("why", budget.why())
                .map();
    }

    private static Map<String, Object> milestone(Milestone milestone) {
        return new Fields()
                .with("name", milestone.name().text())
                .with("vantage", milestone.vantage())
                .with("cohort", milestone.cohort())
                .with(milestone.least(), milestone.most())
                .map();
    }

    private static Map<String, Object> clientsBack(ClientsBack back) {
        return new Fields().with("share", back.share()).with(back.least(), back.most()).map();
    }

    private static Map<String, Object> outage(Outage outage) {
        return new Fields()
                .with(
                        "began",
                        new Fields()
                                .with(outage.beganLeast(), Optional.of(outage.beganMost()))
                                .map())
                .with("end", new Fields().with(outage.endLeast(), outage.endMost()).map())
                .map();
    }

    private static Map<String, Object> requests(Requests requests) {
        Fields fields = counts(requests);
        requests.attempts().ifPresent(made -> fields.with("attempts", attempts(made)));
        return fields.map();
    }

    private static Map<String, Object> attempts(Attempts attempts) {
        return new Fields()
                .with("made", attempts.made())
                .with(
                        "regions",
                        attempts.regions().stream()
                                .map(at ->
                                        new Fields()
                                                .with("region", at.region())
                                                .with("requests", at.requests())
                                                .with("attempts", at.attempts())
                                                .with("inFault", at.inFault())
                                                .with("worstSecond", at.worstSecond())
                                                .map())
                                .toList())
                .with(
                        "clients",
                        attempts.clients().stream()
                                .map(client ->
                                        new Fields()
                                                .with("name", client.name())
                                                .with("due", client.due())
                                                .with("attempts", client.attempts())
                                                .with("succeeded", client.succeeded())
                                                .with("dropped", client.dropped())
                                                .map())
                                .toList())
                .map();
    }

    private static Fields counts(Requests requests) {
        return new Fields()
                .with("due", requests.due())
                .with("succeeded", requests.succeeded())
                .with("failed", requests.failed())
                .with("indeterminate", requests.indeterminate())
                .with("notSent", requests.notSent())
                .with("dropped", requests.dropped())
                .with("longestOutage", duration(requests.longestOutage()))
                .with("classes", classes(requests.classes()));
    }

    /** Every class that the contract names, zeros included; then any other, by name. */
    private static Map<String, Object> classes(Map<String, Long> counts) {
        Fields fields = new Fields();
        for (DropClass known : DropClass.values()) {
            if (known != DropClass.NONE) {
                fields.with(known.text(), counts.getOrDefault(known.text(), 0L));
            }
        }
        new TreeMap<>(counts).forEach(fields::with);
        return fields.map();
    }

    private static Map<String, Object> writes(Writes writes) {
        Fields fields = new Fields();
        fields.with("attempted", writes.attempted())
                .with("acknowledged", writes.acknowledged())
                .with("indeterminate", writes.indeterminate())
                .with("indeterminateAbsent", writes.indeterminateAbsent())
                .with("atRisk", writes.atRisk())
                .with("lost", writes.lost())
                .with("recovered", writes.recovered())
                .with("unexpected", writes.unexpected())
                .with("duplicated", writes.duplicated())
                .with("holes", writes.holes())
                .with("recoveryPoint", new Fields().with(writes.recoveryPoint()).map())
                .with("lostIds", writes.lostIds())
                .with("recoveredIds", writes.sets().recovered().ids())
                .with("unexpectedIds", writes.sets().unexpected().ids())
                .with("duplicatedIds", writes.sets().duplicated().ids())
                .with("holeIds", writes.sets().holes().ids())
                .with("stale", writes.sets().stale().count())
                .with("staleIds", writes.sets().stale().ids())
                .with("splitBrain", writes.sets().splitBrain().count())
                .with("splitBrainIds", writes.sets().splitBrain().ids())
                .with("failbackLost", writes.sets().failbackLost().count())
                .with("failbackLostIds", writes.sets().failbackLost().ids())
                .with("lostHeldElsewhere", writes.sets().lostHeldElsewhere().count())
                .with("lostHeldElsewhereIds", writes.sets().lostHeldElsewhere().ids());
        writes.production()
                .ifPresent(production -> fields.with("production", atProduction(production)));
        return fields.map();
    }

    private static Map<String, Object> atProduction(Verdict.AtProduction production) {
        Fields fields = new Fields();
        fields.with("writesPerSecond", production.writesPerSecond())
                .with("atRisk", production.atRisk())
                .with("lost", production.lost());
        production.lostMost().ifPresent(most -> fields.with("lostMost", most));
        return fields.map();
    }

    private static Map<String, Object> diagnosis(Verdict.Diagnosis diagnosis) {
        return new Fields()
                .with("id", diagnosis.id())
                .with("says", diagnosis.says())
                .with("evidence", diagnosis.evidence())
                .map();
    }

    private static Map<String, Object> trust(Trust trust) {
        return new Fields()
                .with("achievedRate", trust.achievedRate())
                .with("dispatchLagP99", duration(trust.dispatchLagP99()))
                .with("harnessStalls", trust.harnessStalls())
                .with("controlHealthy", trust.controlHealthy())
                .with("why", trust.why())
                .with("cautions", trust.cautions())
                .with("seenFrom", trust.seenFrom())
                .with("clocks", trust.clocks().stream().map(VerdictJson::clock).toList())
                .with(trust.harness())
                .map();
    }

    private static Map<String, Object> clock(ClockOffset offset) {
        return new Fields()
                .with("clock", offset.clock())
                .with(offset.least(), Optional.of(offset.most()))
                .map();
    }

    private static Object quantity(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Time(Duration value) -> duration(value);
            case Quantity.Count(long value) -> value;
            case Quantity.Part(double value) -> value;
        };
    }

    /** ISO-8601 in seconds: whole, or with two decimals and more when exactness needs them. */
    static String duration(Duration duration) {
        BigDecimal seconds =
                BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9))
                        .stripTrailingZeros();
        int decimals = seconds.scale() <= 0 ? 0 : Math.max(2, seconds.scale());
        return "PT" + seconds.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString() + "S";
    }

    /** An object's fields in the order of the contract. */
    private static final class Fields {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        Fields with(String name, Object value) {
            fields.put(name, value);
            return this;
        }

        Fields with(Duration least, Optional<Duration> most) {
            with("least", duration(least));
            most.ifPresent(end -> with("most", duration(end)));
            return this;
        }

        /** Only what the evidence tells. */
        Fields with(Optional<Harness> harness) {
            harness.ifPresent(told -> {
                Fields of = new Fields();
                of.with("latestBeat", duration(told.latestBeat()));
                of.with("collecting", duration(told.collecting()));
                told.cpuWaited().ifPresent(share -> of.with("cpuWaited", rounded(share)));
                told.descriptorsTaken()
                        .ifPresent(share -> of.with("descriptorsTaken", rounded(share)));
                told.portsTaken().ifPresent(share -> of.with("portsTaken", rounded(share)));
                of.with("wallShift", duration(told.wallShift()));
                told.asleep().ifPresent(slept -> of.with("asleep", duration(slept)));
                with("harness", of.map());
            });
            return this;
        }

        private static double rounded(double share) {
            return Math.round(share * 10_000) / 10_000.0;
        }

        Fields with(Measured measured) {
            return switch (measured) {
                case Measured.Between(Quantity least, Quantity most) ->
                        with("least", quantity(least)).with("most", quantity(most));
                case Measured.AtLeast(Quantity least) -> with("least", quantity(least));
                case Measured.Nothing() -> this;
            };
        }

        Map<String, Object> map() {
            return fields;
        }
    }
}
