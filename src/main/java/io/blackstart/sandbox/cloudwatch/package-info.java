/**
 * CloudWatch: takes the regions' metrics down once a minute of the cloud's clock, keeps them for a
 * day of it, and evaluates alarms on them. Periods are on the cloud's clock and moments are real,
 * as everywhere in the sandbox; {@link io.blackstart.sandbox.cloudwatch.CloudTime} turns one into
 * the other. First file to read: {@link io.blackstart.sandbox.cloudwatch.CloudWatch}; the pure part
 * is {@link io.blackstart.sandbox.cloudwatch.AlarmRule}.
 */
@NullMarked
package io.blackstart.sandbox.cloudwatch;

import org.jspecify.annotations.NullMarked;
