package dev.octet.report;

import dev.octet.compare.gate.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The gate's criteria as tests in the XML that JUnit made common, for CI systems to show. */
public final class JUnitXml {
    private JUnitXml() {}

    /** One suite, one test a criterion; what was asked and measured is in the failure. */
    public static String of(List<Verdict> verdicts) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "octet compare");
            xml.writeAttribute("tests", Integer.toString(verdicts.size()));
            xml.writeAttribute(
                    "failures",
                    Long.toString(verdicts.stream()
                            .filter(verdict -> !verdict.passed())
                            .count()));
            xml.writeAttribute("errors", "0");
            for (Verdict verdict : verdicts) {
                write(xml, verdict);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("Writing to memory cannot fail", failure);
        }
        return text + "\n";
    }

    private static void write(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
        String measured = "asked %s, measured %s".formatted(verdict.asked(), measured(verdict));
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "octet.gate");
        xml.writeAttribute("name", clean(verdict.criterion()));
        xml.writeStartElement(verdict.passed() ? "system-out" : "failure");
        if (!verdict.passed()) {
            xml.writeAttribute("message", clean(measured));
        }
        xml.writeCharacters(clean(measured));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    static String measured(Verdict verdict) {
        String unit = verdict.unit().isEmpty() ? "" : " " + verdict.unit();
        return String.format(
                Locale.ROOT,
                "%.4f%s%s",
                verdict.measured(),
                unit,
                verdict.interval()
                        .map(interval -> String.format(Locale.ROOT, " (%.4f to %.4f)", interval.low(), interval.high()))
                        .orElse(""));
    }

    /** Names from models may hold signs that XML cannot: everything below space, and halves of pairs. */
    private static String clean(String text) {
        return text.codePoints()
                .map(sign -> isCharacter(sign) ? sign : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isCharacter(int sign) {
        boolean halfOfAPair = sign >= 0xD800 && sign <= 0xDFFF;
        return sign >= ' ' && !halfOfAPair && sign != 0xFFFE && sign != 0xFFFF;
    }
}
