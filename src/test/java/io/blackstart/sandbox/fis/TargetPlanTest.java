package io.blackstart.sandbox.fis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.Resource;
import io.blackstart.sandbox.fis.TargetPlan.Filter;
import io.blackstart.sandbox.fis.TargetPlan.Selection;
import io.blackstart.sandbox.fis.action.ResourceType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is found for a target. */
class TargetPlanTest {
    private static final List<Resource> HERE = RecordedFaults.region("me-south-1").toList();

    private static TargetPlan plan(
            List<String> arns,
            Map<String, String> tags,
            List<Filter> filters,
            Map<String, String> parameters,
            Selection selection) {
        return new TargetPlan(
                "those",
                ResourceType.find(Resource.SUBNET).orElseThrow(),
                arns,
                tags,
                filters,
                parameters,
                selection);
    }

    private static List<String> found(TargetPlan plan) {
        return plan.resolve(HERE, new Random(1)).stream().map(Resource::id).sorted().toList();
    }

    @Test
    void allTagsMustBeThereAndTheTypeBeRight() {
        assertEquals(
                List.of("subnet-me-south-1-entry-a"),
                found(
                        plan(
                                List.of(),
                                Map.of("zone", "a", "tier", "entry"),
                                List.of(),
                                Map.of(),
                                new Selection.All())));
    }

    @Test
    void everyFilterMustPassWithOneOfItsValues() {
        List<Filter> filters =
                List.of(
                        new Filter("AvailabilityZone", List.of("me-south-1a", "me-south-1b")),
                        new Filter("State.Name", List.of("running")));
        assertEquals(
                List.of("subnet-me-south-1-entry-a", "subnet-me-south-1-entry-b"),
                found(
                        plan(
                                List.of(),
                                Map.of("tier", "entry"),
                                filters,
                                Map.of(),
                                new Selection.All())));
        assertEquals(
                List.of(),
                found(
                        plan(
                                List.of(),
                                Map.of("tier", "entry"),
                                List.of(new Filter("state.name", List.of("running"))),
                                Map.of(),
                                new Selection.All())));
    }

    @Test
    void parametersFitByTheirProperty() {
        assertEquals(
                List.of("subnet-me-south-1-database-b", "subnet-me-south-1-entry-b"),
                found(
                        plan(
                                List.of(),
                                Map.of(),
                                List.of(),
                                Map.of(
                                        "availabilityZoneIdentifier",
                                        "me-south-1b",
                                        "vpc",
                                        "vpc-me-south-1"),
                                new Selection.All())));
    }

    @ParameterizedTest
    @CsvSource({"COUNT, 3, 3", "COUNT, 9, 4", "PERCENT, 50, 2", "PERCENT, 1, 1", "PERCENT, 99, 3"})
    void soManyAreChosen(String mode, int number, int expected) {
        Selection selection =
                mode.equals("COUNT") ? new Selection.Count(number) : new Selection.Percent(number);
        assertEquals(
                expected,
                found(
                                plan(
                                        List.of(),
                                        Map.of(),
                                        List.of(),
                                        Map.of("vpc", "vpc-me-south-1"),
                                        selection))
                        .size());
    }

    @Test
    void anArnThatNothingHasIsMissing() {
        String here = HERE.getFirst().arn();
        TargetPlan plan =
                plan(
                        List.of(here, here + "-not"),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        new Selection.All());
        assertEquals(List.of(here + "-not"), plan.missing(HERE));
        assertEquals(1, found(plan).size());
    }
}
