/**
 * A verdict as console text, one HTML page, Allure results, JUnit XML and job summary. Pure text
 * and one small writer; may import {@code experiment}, {@code evidence} and {@code verdict}. Start
 * with {@code Reports}.
 */
@NullMarked
package io.blackstart.report;

import org.jspecify.annotations.NullMarked;
