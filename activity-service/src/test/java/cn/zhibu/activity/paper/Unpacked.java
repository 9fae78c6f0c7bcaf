package cn.zhibu.activity.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A Word document as it is read back: its rows and cells, with the ends of lines and paragraphs. */
record Unpacked(String title, List<List<String>> rows) {

    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    static Unpacked of(byte[] word) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(word))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    var factory = DocumentBuilderFactory.newInstance();
                    factory.setNamespaceAware(true);
                    return read(factory.newDocumentBuilder().parse(new ByteArrayInputStream(zip.readAllBytes())));
                }
            }
        } catch (Exception broken) {
            throw new AssertionError("no Word document", broken);
        }
        throw new AssertionError("no document in it", new IOException());
    }

    private static Unpacked read(Document document) {
        var rows = new ArrayList<List<String>>();
        for (var row : all(document.getDocumentElement(), "tr")) {
            rows.add(all(row, "tc").stream().map(Unpacked::text).toList());
        }
        return new Unpacked(text(all(document.getDocumentElement(), "p").get(0)), rows);
    }

    private static List<Element> all(Element in, String name) {
        var nodes = in.getElementsByTagNameNS(W, name);
        var found = new ArrayList<Element>();
        for (int at = 0; at < nodes.getLength(); at++) {
            found.add((Element) nodes.item(at));
        }
        return found;
    }

    private static String text(Element cell) {
        var said = new StringBuilder();
        add(cell, said);
        return said.toString().strip();
    }

    private static void add(Node node, StringBuilder said) {
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeName()) {
                case "w:t" -> said.append(child.getTextContent());
                case "w:br" -> said.append('\n');
                default -> add(child, said);
            }
        }
        if (node.getNodeName().equals("w:p")) {
            said.append('\n');
        }
    }

    /** What stands behind a label. */
    String behind(String label) {
        for (var row : rows) {
            int at = row.indexOf(label);
            if (at >= 0) {
                return row.get(at + 1);
            }
        }
        throw new AssertionError("no " + label + " in " + rows);
    }

    String all() {
        return title + rows;
    }
}
