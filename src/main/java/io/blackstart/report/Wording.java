package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same things called by the same words in every report. */
final class Wording {
    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final List<MilestoneName> COURSE =
            List.of(
                    MilestoneName.DETECTED,
                    MilestoneName.DNS_FLIPPED,
                    MilestoneName.WRITER_PROMOTED,
                    MilestoneName.FIRST_SERVED,
                    MilestoneName.FIRST_GOOD_WRITE,
                    MilestoneName.RECOVERED,
                    MilestoneName.FAULT_MENDED);

    private Wording() {}

    /** The verdict in one line: outcome, experiment, what kind of cloud, what was not met. */
    static String firstLine(Verdict verdict) {
        return Stream.of(
                        verdict.outcome().name(),
                        oneLine(verdict.experiment().name()),
                        kind(verdict),
                        tally(verdict))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** What the run ran against; a sandbox never without its speed. */
    static String kind(Verdict verdict) {
        boolean sandbox = verdict.run().kind().equals("sandbox");
        return sandbox || verdict.run().speed() != 1
                ? verdict.run().kind() + ", speed " + verdict.run().speed()
                : verdict.run().kind();
    }

    /** How many budgets were missed or not shown; empty when all were met. */
    static String tally(Verdict verdict) {
        long missed = having(verdict, Finding.MISSED);
        long unknown = having(verdict, Finding.UNKNOWN);
        String all =
                verdict.budgets().size() + (verdict.budgets().size() == 1 ? " budget" : " budgets");
        return switch (verdict.outcome()) {
            case MET -> all + " met";
            case MISSED ->
                    missed
                            + " of "
                            + all
                            + " missed"
                            + (unknown == 0 ? "" : ", " + unknown + " not shown");
            case INCONCLUSIVE -> unknown + " of " + all + " not shown";
            case REFUSED -> "nothing was broken";
        };
    }

    private static long having(Verdict verdict, Finding finding) {
        return verdict.budgets().stream().filter(budget -> budget.finding() == finding).count();
    }

    /** A budget's name and vantage point. */
    static String budget(BudgetFinding budget) {
        return budget.name() + inBrackets(budget.vantage());
    }

    /** A budget as a promise: {@code recoveryTime ≤ 15 s (all clients)}. */
    static String promise(BudgetFinding budget) {
        return budget.name()
                + " ≤ "
                + Figures.quantity(budget.budget())
                + inBrackets(budget.vantage());
    }

    /** A milestone's name, vantage point and cohort. */
    static String milestone(Milestone milestone) {
        String where =
                Stream.of(milestone.vantage(), milestone.cohort())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
        return milestone(milestone.name()) + inBrackets(where);
    }

    /** A milestone's name in words. */
    static String milestone(MilestoneName name) {
        return switch (name) {
            case FAULT_BEGAN -> "fault began";
            case FIRST_FAILURE -> "first failure";
            case DETECTED -> "detected";
            case DNS_FLIPPED -> "DNS flipped";
            case WRITER_PROMOTED -> "writer promoted";
            case FIRST_SERVED -> "first served";
            case FIRST_GOOD_WRITE -> "first good write";
            case RECOVERED -> "recovered";
            case FAULT_MENDED -> "fault mended";
            case FAILED_BACK -> "failed back";
            case REPROTECTED -> "reprotected";
        };
    }

    /**
     * The milestones of a failover of which the evidence shows nothing, though there was a fault.
     */
    static List<String> notSeen(Verdict verdict) {
        if (verdict.milestones().stream()
                .noneMatch(seen -> seen.name() == MilestoneName.FAULT_BEGAN)) {
            return List.of();
        }
        return COURSE.stream()
                .filter(name ->
                        verdict.milestones().stream().noneMatch(seen -> seen.name() == name))
                .map(Wording::milestone)
                .toList();
    }

    /** What a budget promises, for readers who do not know its name. */
    static String meaning(String budget) {
        return switch (budget) {
            case "recoveryTime" -> "Recovery time (RTO)";
            case "recoveryPoint" -> "Recovery point (RPO)";
            case "lostWrites" -> "Lost writes";
            case "duplicatedWrites" -> "Duplicated writes";
            case "dnsFlip" -> "DNS flip";
            case "detection" -> "Detection";
            case "droppedRequests.count" -> "Dropped requests";
            case "droppedRequests.share" -> "Dropped share of requests";
            case "failback.lostWrites" -> "Lost writes after the mend";
            case "failback.droppedRequests" -> "Dropped requests after the mend";
            default -> budget; // a budget of a newer verdict keeps its own name
        };
    }

    /** A moment to the minute, in UTC. */
    static String moment(Instant instant) {
        return TO_THE_MINUTE.format(instant);
    }

    /** How the run ended, with the reason where there is one. */
    static String ended(Verdict verdict) {
        String why = oneLine(verdict.run().endedWhy());
        return verdict.run().ended() + (why.isEmpty() ? "" : ": " + why);
    }

    /**
     * The text without line breaks and control characters, which would break a line or a terminal.
     */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
    }

    private static String inBrackets(String text) {
        return text.isEmpty() ? "" : " (" + text + ")";
    }
}
