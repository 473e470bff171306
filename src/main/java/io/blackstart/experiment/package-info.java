/**
 * What to break, what load, what is promised: the model, its file format and JSON Schema, the
 * resolved plan. Pure; imports nothing of ours. Start with {@code Experiment}.
 */
@NullMarked
package io.blackstart.experiment;

import org.jspecify.annotations.NullMarked;
