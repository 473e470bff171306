/**
 * The sandbox's network: relays between real sockets that delay, and that fall silent at an exact
 * instant. Read {@code Network} first.
 */
@NullMarked
package io.blackstart.sandbox.network;

import org.jspecify.annotations.NullMarked;
