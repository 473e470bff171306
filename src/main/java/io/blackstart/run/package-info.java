/**
 * Carries a plan out step by step: clock, ports, guard rails, evidence log, undo journal. May
 * import {@code experiment} and {@code evidence}, never {@code verdict}. Start with {@code Runner}.
 */
@NullMarked
package io.blackstart.run;

import org.jspecify.annotations.NullMarked;
