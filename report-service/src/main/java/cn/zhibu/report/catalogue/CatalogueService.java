package cn.zhibu.report.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The catalogue as the other features read it; read once at the start and never changed while running. */
@Service
public final class CatalogueService {

    private final CatalogueReader.Read read;
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, SourceKind> kindOfMeasure = new LinkedHashMap<>();

    CatalogueService(CatalogueReader reader) {
        this.read = reader.read();
        for (var source : read.sources().values()) {
            for (var measure : source.measures()) {
                measures.put(measure.id(), measure);
                kindOfMeasure.put(measure.id(), source);
            }
            source.claims().forEach(claim -> claims.put(claim.id(), claim));
        }
    }

    /** The catalogue on the class path. */
    public static CatalogueService onClassPath() {
        return new CatalogueService(new CatalogueReader());
    }

    /** A kind of record, or one of the built-in sources: session, survey, opinion, unit. */
    public Optional<SourceKind> kind(String id) {
        return Optional.ofNullable(read.sources().get(id));
    }

    public Optional<Measure> measure(String id) {
        return Optional.ofNullable(measures.get(id));
    }

    public SourceKind kindOf(Measure measure) {
        return of(kindOfMeasure, measure.id());
    }

    public Claim claim(String id) {
        return of(claims, id);
    }

    public Collection<Claim> claims() {
        return claims.values();
    }

    public MeasureUnit measureUnit(String id) {
        return of(read.measureUnits(), id);
    }

    public Optional<Outline> outline(String id) {
        return Optional.ofNullable(read.outlines().get(id));
    }

    /** What sorts of units call things; what is of ANY are the general words. */
    public List<Own> own() {
        return read.own();
    }

    public Collection<Outline> outlines() {
        return read.outlines().values();
    }

    private static <T> T of(Map<String, T> map, String id) {
        var found = map.get(id);
        if (found == null) {
            throw new IllegalArgumentException("not in the catalogue: " + id);
        }
        return found;
    }
}
