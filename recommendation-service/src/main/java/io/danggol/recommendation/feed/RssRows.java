package io.danggol.recommendation.feed;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Google Merchant's feed as RSS 2.0: the children of each `item`, those of Google's namespace before RSS' own.
///
/// A document type is refused, whether it declares entities or not: nothing outside the file is read, nothing expands.
public final class RssRows implements Rows {
    private static final String GOOGLE = "http://base.google.com/ns/1.0";

    private final XMLStreamReader xml;
    private boolean begun;

    public RssRows(InputStream file) throws IOException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            xml = factory.createXMLStreamReader(file);
        } catch (XMLStreamException e) {
            throw bad(e);
        }
    }

    @Override
    public String next() throws IOException {
        try {
            while (xml.hasNext()) {
                if (step() != START_ELEMENT) continue;
                if (!begun && !xml.getLocalName().equals("rss")) throw new BadFeed("expected: an rss element");
                begun = true;
                if (xml.getLocalName().equals("item")) return item().toString();
            }
            if (!begun) throw new BadFeed("expected: an rss element");
            return null;
        } catch (XMLStreamException e) {
            throw bad(e);
        }
    }

    private int step() throws XMLStreamException, BadFeed {
        var event = xml.next();
        if (event == DTD || event == ENTITY_REFERENCE)
            throw new BadFeed(
                    "line " + xml.getLocation().getLineNumber() + ": expected: no document type, no entities");
        return event;
    }

    private ObjectNode item() throws XMLStreamException, BadFeed {
        var row = JsonNodeFactory.instance.objectNode();
        var googles = new HashSet<String>();
        while (step() != END_ELEMENT) {
            if (!xml.isStartElement()) continue;
            var namespace = xml.getNamespaceURI();
            var column = xml.getLocalName();
            var text = text().strip();
            if (!Feed.MERCHANT.reads(column) || text.isEmpty()) continue;
            // Of a repeated element the first counts.
            var google = GOOGLE.equals(namespace);
            if (google && googles.add(column) || namespace == null && !row.has(column)) row.put(column, text);
        }
        return row;
    }

    /// The text of the element that has begun, up to its end; elements inside it are passed over.
    private String text() throws XMLStreamException, BadFeed {
        var text = new StringBuilder();
        for (var depth = 1; depth > 0; ) {
            switch (step()) {
                case START_ELEMENT -> depth++;
                case END_ELEMENT -> depth--;
                case CHARACTERS, CDATA -> {
                    if (depth == 1) text.append(xml.getText());
                }
                default -> {}
            }
        }
        return text.toString();
    }

    private static IOException bad(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException cause) return cause;
        var location = e.getLocation();
        return new BadFeed(location == null ? "not XML" : "line " + location.getLineNumber() + ": not XML");
    }
}
