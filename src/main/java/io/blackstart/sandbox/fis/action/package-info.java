/**
 * The actions of FIS: what each one is called, takes and does. An action is added in one file, and
 * to the lists in {@link io.blackstart.sandbox.fis.action.Action} and {@link
 * io.blackstart.sandbox.fis.action.Catalogue}, which the compiler and a test hold together. First
 * file to read: {@link io.blackstart.sandbox.fis.action.Action}.
 */
@NullMarked
package io.blackstart.sandbox.fis.action;

import org.jspecify.annotations.NullMarked;
