package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a template wants written elsewhere. The sandbox has neither log groups nor buckets: logs are
 * not delivered, and a report ends as failed.
 */
final class Outputs {
    private static final Limit PREFIX = Limit.text(1, 700);
    private static final Limit REPORT_PREFIX = Limit.word(1, 256);
    private static final Limit DASHBOARD = Limit.word(1, 512);
    private static final Limit SPAN = Limit.word(1, 32);
    private static final Duration SPAN_MAX = Duration.ofHours(12);

    private Outputs() {}

    static void checkLog(Fields sections) {
        Optional<Fields> log = sections.object("logConfiguration");
        if (log.isEmpty()) {
            return;
        }
        int version =
                log.get()
                        .whole("logSchemaVersion")
                        .orElseThrow(
                                () -> invalid(log.get().name("logSchemaVersion") + " is required"));
        if (version < 1 || version > 2) {
            throw invalid(log.get().name("logSchemaVersion") + " must be 1 or 2, not " + version);
        }
        log.get()
                .object("cloudWatchLogsConfiguration")
                .ifPresent(group -> group.required("logGroupArn", Limit.ARN));
        log.get()
                .object("s3Configuration")
                .ifPresent(bucket -> {
                    bucket.required("bucketName", Limit.BUCKET);
                    var _ = bucket.text("prefix", PREFIX);
                });
    }

    static void checkReport(Fields sections) {
        Optional<Fields> report = sections.object("experimentReportConfiguration");
        if (report.isEmpty()) {
            return;
        }
        report.get()
                .object("outputs")
                .flatMap(outputs -> outputs.object("s3Configuration"))
                .ifPresent(bucket -> {
                    var _ = bucket.text("bucketName", Limit.BUCKET);
                    var _ = bucket.text("prefix", REPORT_PREFIX);
                });
        report.get()
                .object("dataSources")
                .ifPresent(sources ->
                        sources.objects("cloudWatchDashboards")
                                .forEach(dashboard -> {
                                    var _ = dashboard.text("dashboardIdentifier", DASHBOARD);
                                }));
        checkSpan(report.get(), "preExperimentDuration");
        checkSpan(report.get(), "postExperimentDuration");
    }

    private static void checkSpan(Fields report, String field) {
        Optional<String> text = report.text(field, SPAN);
        if (text.isEmpty()) {
            return;
        }
        try {
            Duration span = Duration.parse(text.get());
            if (!span.isNegative() && span.compareTo(SPAN_MAX) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw invalid(report.name(field) + " is not ISO 8601, as in PT20M: " + text.get());
        }
        throw invalid(report.name(field) + " must be PT0S to PT12H, not " + text.get());
    }
}
