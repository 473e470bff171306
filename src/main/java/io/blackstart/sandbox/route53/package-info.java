/**
 * Route 53: hosted zones, failover records and health checkers, spoken over its real wire (restXml)
 * and served to a name server. First files to read: {@link io.blackstart.sandbox.route53.Route53},
 * and for the rules {@link io.blackstart.sandbox.route53.CheckerState}, {@link
 * io.blackstart.sandbox.route53.HealthRule} and {@link io.blackstart.sandbox.route53.Failover}.
 */
@NullMarked
package io.blackstart.sandbox.route53;

import org.jspecify.annotations.NullMarked;
