package io.blackstart.load;

import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.LoadProfile.Behaviour;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.experiment.LoadProfile.LoadDns;
import io.blackstart.experiment.RateProfile.Stage;
import io.blackstart.experiment.Sending;
import io.blackstart.experiment.Sending.Arrivals;
import io.blackstart.experiment.Sending.Protocol;
import io.blackstart.experiment.Share;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Load profiles of tests. */
final class Loads {
    private Loads() {}

    static LoadProfile of(double rate, Share writes, Duration timeout, Share fresh) {
        return new LoadProfile(
                rate,
                writes,
                timeout,
                fresh,
                new LoadDns("authoritative", 4, Behaviour.NONE, Family.IPV4),
                sending(List.of(), new Arrivals.Even(), timeout, Protocol.HTTP_1_1, 0));
    }

    static LoadProfile sent(LoadProfile load, Sending sending) {
        return new LoadProfile(
                load.requestsPerSecond(),
                load.writes(),
                load.timeout(),
                load.fresh(),
                load.dns(),
                sending);
    }

    static Sending sending(
            List<Stage> stages,
            Arrivals arrivals,
            Duration connectTimeout,
            Protocol protocol,
            int payloadBytes) {
        return new Sending(
                stages,
                arrivals,
                connectTimeout,
                protocol,
                payloadBytes,
                Map.of(),
                Duration.ofMillis(500));
    }
}
