/**
 * Who may write: leases that a controller grants over the WAN, and the promotion of the standby
 * when the last one has run out. Read {@code PromotionController} first, then {@code Succession}.
 */
@NullMarked
package io.blackstart.sandbox.lease;

import org.jspecify.annotations.NullMarked;
