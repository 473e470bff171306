package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.database.Clusters;
import io.blackstart.sandbox.lease.Promotion;

/**
 * Promotion by the owner's own means, where RDS does not know that one cluster copies the other.
 */
record PlainPromotion(Clusters clusters) implements Promotion {
    @Override
    public Part part(String region) {
        if (!clusters.rests(region)) {
            return Part.CHANGES;
        }
        return clusters.follows(region) ? Part.FOLLOWS : Part.WRITES;
    }

    @Override
    public Ordered order(String region) {
        try {
            clusters.takeOver(region);
            return new Ordered.Accepted();
        } catch (AwsFault refused) {
            return new Ordered.Refused(refused.message());
        }
    }
}
