package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.TestAnswerSaid;
import io.blackstart.run.RunClock;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.TestDnsAnswerResponse;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What Route 53's control plane says that its name servers would answer, recorded beside what they
 * do answer; no figure comes from it.
 */
public final class TestAnswerProbe implements Runnable {
    private final RunClock clock;
    private final Route53Client route53;
    private final String hostedZoneId;
    private final String name;
    private final RRType type;
    private final Consumer<Event> evidence;

    /** A probe of that name in that zone. */
    public TestAnswerProbe(
            RunClock clock,
            Route53Client route53,
            String hostedZoneId,
            String name,
            RRType type,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.route53 = route53;
        this.hostedZoneId = hostedZoneId;
        this.name = name;
        this.type = type;
        this.evidence = evidence;
    }

    @Override
    public void run() {
        Duration asked = clock.elapsed();
        try {
            TestDnsAnswerResponse said =
                    route53.testDNSAnswer(request ->
                            request.hostedZoneId(hostedZoneId).recordName(name).recordType(type));
            evidence.accept(
                    new TestAnswerSaid(
                            clock.elapsed(),
                            asked,
                            said.nameserver(),
                            type.toString(),
                            said.responseCode(),
                            said.recordData().stream().sorted().toList()));
        } catch (SdkException e) {
            evidence.accept(
                    new Event.Noted(clock.elapsed(), "asking TestDNSAnswer: " + e.getMessage()));
        }
    }
}
