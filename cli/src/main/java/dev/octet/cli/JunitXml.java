package dev.octet.cli;

import dev.octet.compare.gate.Verdict;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Verdicts in the XML that JUnit's own reporters write: a suite with a test for each criterion, those that are not met
 * as failures.
 */
final class JunitXml {
    private static final String SUITE = "octet compare";

    private JunitXml() {}

    static String of(List<Verdict> verdicts) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", SUITE);
            xml.writeAttribute("tests", Integer.toString(verdicts.size()));
            xml.writeAttribute(
                    "failures",
                    Long.toString(verdicts.stream()
                            .filter(verdict -> !verdict.passed())
                            .count()));
            for (Verdict verdict : verdicts) {
                write(verdict, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            return text + "\n";
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("Writing XML to memory cannot fail", failure);
        }
    }

    private static void write(Verdict verdict, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", SUITE);
        xml.writeAttribute("name", verdict.criterion() + ": " + verdict.asked());
        if (!verdict.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", Unmet.line(verdict));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
