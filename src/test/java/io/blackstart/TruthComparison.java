package io.blackstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Ids;
import io.blackstart.run.EvidenceFile;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Compares a verdict with the sandbox's own account of the same run. Both processes read the same
 * monotonic clock, so the sandbox's times become offsets of the run by subtracting the origin that
 * stands in the evidence's header.
 */
final class TruthComparison {
    private final Path folder;
    private final Verdict verdict;
    private final JsonNode truth;
    private final long originNanos;
    private final String run;

    TruthComparison(Path folder, Verdict verdict) throws IOException {
        this.folder = folder;
        this.verdict = verdict;
        this.truth =
                JsonMapper.builder()
                        .build()
                        .readTree(Files.readString(folder.resolve("truth.json")));
        this.originNanos = EvidenceFile.in(folder).header().originNanos();
        this.run = verdict.run().id();
    }

    /**
     * Everything that the truth knows lies within what was measured, and the lost orders are
     * exactly the lost ones.
     */
    void holds() throws IOException {
        String active = verdict.charts().activeRegion();
        String passive = verdict.charts().passiveRegion();
        within(
                MilestoneName.FAULT_BEGAN,
                "",
                first(event -> what(event, "regionBlackholed", active)));
        within(MilestoneName.DNS_FLIPPED, "authoritative", lastServerFlipped());
        // users see a writer once its application holds the lease, a little after its database was
        // promoted
        within(
                MilestoneName.WRITER_PROMOTED,
                "",
                first(event -> what(event, "leaseTaken", passive)));
        within(MilestoneName.FAULT_MENDED, "", first(event -> what(event, "regionMended", active)));
        within(MilestoneName.DETECTED, "", first(this::noticed));
        recoveryFollowsFlipAndPromotion(passive);
        writesAreJudgedRight();
    }

    /** The vantage point has flipped when the last of the name servers has. */
    private Duration lastServerFlipped() {
        return StreamSupport.stream(truth.path("events").spliterator(), false)
                .filter(this::flipped)
                .map(TruthComparison::nameServer)
                .distinct()
                .map(server -> first(event -> flipped(event) && nameServer(event).equals(server)))
                .max(Duration::compareTo)
                .orElseThrow(() -> new AssertionError("no name server flipped"));
    }

    private static String nameServer(JsonNode event) {
        return event.path("detail").path("nameServer").asString();
    }

    /** Users cannot all be back before DNS flipped and the writer was promoted. */
    private void recoveryFollowsFlipAndPromotion(String passive) {
        Duration flipped = first(this::flipped);
        Duration promoted = first(event -> what(event, "promoted", passive));
        Milestone recovered = milestone(MilestoneName.RECOVERED, "");
        Duration most = recovered.most().orElseThrow();
        assertTrue(
                most.compareTo(flipped) > 0,
                "recovered by " + most + ", DNS flipped at " + flipped);
        assertTrue(
                most.compareTo(promoted) > 0, "recovered by " + most + ", promoted at " + promoted);
    }

    /** Where two reads of the survivors agreed, the rows too many are those of the truth. */
    void duplicatesAreCounted() {
        long twice =
                StreamSupport.stream(truth.path("duplicated").spliterator(), false)
                        .filter(id -> number(id.asString()).isPresent())
                        .count();
        assertEquals(twice, verdict.writes().duplicated(), "in " + folder);
    }

    private void writesAreJudgedRight() throws IOException {
        Set<Long> acknowledged = new HashSet<>();
        Set<Long> refused = new HashSet<>();
        Set<Long> unsure = new HashSet<>();
        EvidenceFile.in(folder)
                .read(event -> {
                    if (event instanceof RequestEnded request
                            && request.purpose() == Purpose.WRITE) {
                        if (request.outcome() == Outcome.SUCCEEDED) {
                            acknowledged.add(request.id());
                        } else if (request.outcome() == Outcome.FAILED) {
                            refused.add(request.id());
                        } else if (request.outcome() == Outcome.INDETERMINATE) {
                            unsure.add(request.id());
                        }
                    }
                });
        Set<Long> kept = orders(truth.path("kept"));
        Set<Long> committed = new HashSet<>();
        for (JsonNode region : truth.path("commits")) {
            for (JsonNode commit : region) {
                number(commit.get(0).asString()).ifPresent(committed::add);
            }
        }
        assertTrue(acknowledged.size() > 100, "a drill with writes");
        Set<Long> lost = new HashSet<>(acknowledged);
        lost.removeAll(kept);
        assertEquals(
                Ids.of(lost.stream().mapToLong(Long::longValue).sorted().toArray()).toString(),
                verdict.writes().lostIds(),
                "lost: acknowledged to a user, and not kept by the sandbox");
        assertEquals(lost.size(), verdict.writes().lost());
        Set<Long> appliedLater = new HashSet<>(unsure);
        appliedLater.retainAll(kept);
        assertEquals(
                Ids.of(appliedLater.stream().mapToLong(Long::longValue).toArray()).toString(),
                verdict.writes().sets().recovered().ids(),
                "recovered: no answer to the user, and kept by the sandbox all the same");
        assertEquals(unsure.size() - appliedLater.size(), verdict.writes().indeterminateAbsent());
        assertEquals(0, verdict.writes().unexpected(), "nothing is kept that was never written");
        duplicatesAreCounted();
        Set<Long> acknowledgedForNothing = new HashSet<>(acknowledged);
        acknowledgedForNothing.removeAll(committed);
        assertEquals(Set.of(), acknowledgedForNothing, "what was acknowledged was committed");
        refused.retainAll(committed);
        assertEquals(Set.of(), refused, "what is called failed for certain was never committed");
    }

    private void within(MilestoneName name, String vantage, Duration truth) {
        Milestone measured = milestone(name, vantage);
        assertFalse(
                truth.compareTo(measured.least()) < 0,
                name
                        + ": the truth is "
                        + truth
                        + ", before "
                        + measured.least()
                        + " in "
                        + folder);
        assertFalse(
                measured.most().isEmpty() || truth.compareTo(measured.most().get()) > 0,
                name + ": the truth is " + truth + ", after " + measured.most() + " in " + folder);
    }

    private Milestone milestone(MilestoneName name, String vantage) {
        List<Milestone> found =
                verdict.milestones().stream()
                        .filter(milestone -> milestone.name() == name)
                        .filter(milestone ->
                                vantage.isEmpty() || milestone.vantage().equals(vantage))
                        .filter(milestone -> milestone.cohort().isEmpty())
                        .toList();
        assertEquals(1, found.size(), name + " in " + verdict.milestones());
        return found.getFirst();
    }

    private Duration first(Predicate<JsonNode> wanted) {
        List<JsonNode> events = new ArrayList<>();
        truth.path("events").forEach(events::add);
        return events.stream()
                .filter(wanted)
                .map(event -> Duration.ofNanos(event.path("at").asLong() - originNanos))
                .min(Duration::compareTo)
                .orElseThrow(() -> new AssertionError("the truth has no such event: " + events));
    }

    private static boolean what(JsonNode event, String what, String region) {
        return event.path("what").asString().equals(what)
                && event.path("region").asString().equals(region);
    }

    /**
     * The first answer that differs after the run began: the sandbox's seeding changed answers
     * before.
     */
    private boolean flipped(JsonNode event) {
        return event.path("what").asString().equals("answerChanged")
                && event.path("detail").path("type").asString().equals("A")
                && afterTheFault(event);
    }

    private boolean noticed(JsonNode event) {
        return event.path("what").asString().equals("healthChanged")
                && !event.path("detail").path("healthy").asBoolean()
                && afterTheFault(event);
    }

    private boolean afterTheFault(JsonNode event) {
        Duration began =
                first(other -> what(other, "regionBlackholed", verdict.charts().activeRegion()));
        return Duration.ofNanos(event.path("at").asLong() - originNanos).compareTo(began) > 0;
    }

    private Set<Long> orders(JsonNode ids) {
        Set<Long> numbers = new HashSet<>();
        StreamSupport.stream(ids.spliterator(), false)
                .forEach(id -> number(id.asString()).ifPresent(numbers::add));
        return numbers;
    }

    private java.util.Optional<Long> number(String id) {
        return id.startsWith(run + "-")
                ? java.util.Optional.of(Long.parseLong(id.substring(run.length() + 1)))
                : java.util.Optional.empty();
    }
}
