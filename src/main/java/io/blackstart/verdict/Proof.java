package io.blackstart.verdict;

import io.blackstart.experiment.Good;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each concept found, on the run's clock. Each is asked apart: a defect of one leaves the
 * others standing.
 *
 * @param flips vantage point → when its answers changed
 * @param lostReads what it meant that a read found no order
 */
record Proof(
        Regions regions,
        Found<Bounds> begin,
        Found<Recovered> recovered,
        Map<String, Found<Bounds>> flips,
        Found<Bounds> detected,
        Found<WriteLedger> ledger,
        LostReads lostReads) {

    static Proof of(Facts facts, Good good) {
        Regions regions = new Regions(facts);
        Found<WriteLedger> ledger = Found.attempt("the write ledger", () -> WriteLedger.of(facts));
        LostReads lostReads = LostReads.of(facts, ledger);
        Found<Bounds> begin =
                Found.attempt(
                        "the fault's begin",
                        () ->
                                FaultBegin.of(facts, regions, good)
                                        .then(new ControlTrust(facts)::confirmed));
        Map<String, Found<Bounds>> flips = new LinkedHashMap<>();
        for (String vantage : facts.dns().vantages()) {
            flips.put(vantage, flip(facts, regions, begin, vantage));
        }
        return new Proof(
                regions,
                begin,
                Found.attempt(
                        "the recovery",
                        () -> begin.then(found -> Recovered.of(facts, good, found, lostReads))),
                flips,
                Found.attempt("the detection", () -> detected(facts, regions, begin)),
                ledger,
                lostReads);
    }

    private static Found<Bounds> flip(
            Facts facts, Regions regions, Found<Bounds> begin, String vantage) {
        return Found.attempt(
                "the DNS flip",
                () -> begin.then(found -> DnsFlip.of(facts, regions, found, vantage)));
    }

    private static Found<Bounds> detected(Facts facts, Regions regions, Found<Bounds> begin) {
        return begin.then(found ->
                DnsFlip.first(facts, regions, found, DnsFlip.AUTHORITATIVE)
                        .then(flip -> new Found.Known<>(Detection.of(facts, found, flip))));
    }
}
