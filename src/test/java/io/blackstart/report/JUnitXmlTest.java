package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.parsers.DocumentBuilderFactory;

final class JUnitXmlTest {
    private static Element read(Verdict verdict) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.text(verdict))))
                .getDocumentElement();
    }

    @Test
    void isTheKnownText() throws IOException {
        Golden.check("met.junit.xml", JUnitXml.text(Verdicts.met()));
        Golden.check("promotion-broken.junit.xml", JUnitXml.text(Verdicts.promotionBroken()));
        Golden.check("refused.junit.xml", JUnitXml.text(Verdicts.refused()));
    }

    @Test
    void isWellFormedAndCountsWhatItHolds() throws Exception {
        for (Verdict verdict : Verdicts.all()) {
            Element root = read(verdict);
            assertEquals(
                    verdict.budgets().size(), root.getElementsByTagName("testcase").getLength());
            assertEquals(root.getAttribute("failures"), count(root, "failure"));
            assertEquals(root.getAttribute("errors"), count(root, "error"));
            assertEquals(root.getAttribute("skipped"), count(root, "skipped"));
        }
    }

    @Test
    void missedIsAFailureUnknownAnErrorAndRefusedSkipped() throws Exception {
        assertEquals("2", count(read(Verdicts.promotionBroken()), "failure"));
        assertEquals("1", count(read(Verdicts.promotionBroken()), "error"));
        assertEquals("1", count(read(Verdicts.refused()), "skipped"));
        assertEquals("0", count(read(Verdicts.refused()), "error"));
    }

    @Test
    void keepsWordsThatTryToBreakOutAsWords() throws Exception {
        String name =
                ((Element) read(Verdicts.hostile()).getElementsByTagName("testsuite").item(0))
                        .getAttribute("name");

        assertTrue(name.startsWith("</script><script>alert('1')"), name);
    }

    private static String count(Element root, String element) {
        return String.valueOf(root.getElementsByTagName(element).getLength());
    }
}
