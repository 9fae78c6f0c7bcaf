package cn.zhibu.report.template;

import cn.zhibu.report.template.Paper.Annex;
import cn.zhibu.report.template.Paper.Exhibit;
import cn.zhibu.report.template.Paper.Line;
import cn.zhibu.report.template.Paper.Style;
import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Fills a Word template. No expression language is switched on: a template can name values and nothing else. */
@Component
final class PoiTlRenderer implements ReportRenderer {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,40}");

    private final Map<String, byte[]> templates = new ConcurrentHashMap<>();

    @Override
    public byte[] render(Paper paper) {
        var bytes = new ByteArrayOutputStream();
        render(paper, bytes);
        return bytes.toByteArray();
    }

    void render(Paper paper, OutputStream bytes) {
        var source = templates.computeIfAbsent(paper.template(), PoiTlRenderer::load);
        var configure =
                Configure.builder().bind("rows", new LoopRowTableRenderPolicy()).build();
        try (var template = XWPFTemplate.compile(new ByteArrayInputStream(source), configure)) {
            template.render(model(paper));
            Finish.on(template.getXWPFDocument(), paper);
            template.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] load(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a template: " + name);
        }
        try (var stream = new ClassPathResource("zhibu/catalogue/templates/" + name + ".docx").getInputStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> model(Paper paper) {
        var model = new LinkedHashMap<String, Object>();
        model.put("title", paper.title());
        model.put("byline", paper.byline());
        model.put("lines", paper.lines().stream().map(PoiTlRenderer::line).toList());
        var annex = paper.annex();
        if (annex != null) {
            model.put("annex", annex(annex));
        }
        return model;
    }

    private static Map<String, Object> line(Line line) {
        var runs = line.runs().stream()
                .map(run -> Map.<String, Object>of(
                        "text", run.text(), "mark", run.mark() == null ? "" : "[" + run.mark() + "]"))
                .toList();
        return Map.of(name(line.style()), Map.of("runs", runs));
    }

    private static String name(Style style) {
        return switch (style) {
            case HEADING_1 -> "first";
            case HEADING_2 -> "second";
            case SALUTATION -> "salute";
            case BODY -> "body";
            case KEPT -> "kept";
            case SIGNATURE -> "signature";
            case DATE -> "date";
        };
    }

    private static Map<String, Object> annex(Annex annex) {
        var heads = annex.heads();
        return Map.of(
                "label", annex.label(),
                "heading", annex.title(),
                "exhibits",
                        annex.exhibits().stream()
                                .map(exhibit -> exhibit(exhibit, heads))
                                .toList());
    }

    private static Map<String, Object> exhibit(Exhibit exhibit, List<String> heads) {
        return Map.of(
                "caption", "[" + exhibit.mark() + "] " + exhibit.figure(),
                "dateHead", heads.get(0),
                "kindHead", heads.get(1),
                "summaryHead", heads.get(2),
                "quantityHead", heads.get(3),
                "rows", exhibit.rows());
    }
}
