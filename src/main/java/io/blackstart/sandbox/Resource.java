package io.blackstart.sandbox;

import java.util.Map;

/**
 * A resource of the sandbox's AWS account, as FIS finds it by ARN, tag, filter or parameter.
 *
 * @param type FIS's name of its kind, such as {@code aws:ec2:subnet}
 * @param id such as {@code subnet-me-south-1-entry-a}
 * @param properties what a filter can look at, by path: {@code State.Name}, {@code
 *     AvailabilityZone}, …, as they are at this moment
 */
public record Resource(
        String type,
        String id,
        String region,
        String arn,
        Map<String, String> tags,
        Map<String, String> properties) {
    /** A subnet. */
    public static final String SUBNET = "aws:ec2:subnet";

    /** An instance, on which the application of one zone runs. */
    public static final String INSTANCE = "aws:ec2:instance";

    /** A task, which is the application's process in one zone. */
    public static final String TASK = "aws:ecs:task";

    /** A database cluster. */
    public static final String CLUSTER = "aws:rds:cluster";

    /** A database instance. */
    public static final String DB_INSTANCE = "aws:rds:db";

    public Resource {
        tags = Map.copyOf(tags);
        properties = Map.copyOf(properties);
    }
}
