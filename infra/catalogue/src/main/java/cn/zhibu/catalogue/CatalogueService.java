package cn.zhibu.catalogue;

import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue as the services read it; read once at the start and never changed while running. */
public final class CatalogueService {

    private final CatalogueReader.Read read;
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, Kind> kindOfMeasure = new LinkedHashMap<>();

    CatalogueService(CatalogueReader.Read read, RuleService rules) {
        this.read = read;
        CatalogueCheck.check(read, rules);
        for (var versions : read.kinds().values()) {
            for (var kind : versions.all()) {
                for (var measure : kind.measures()) {
                    measures.put(measure.id(), measure);
                    kindOfMeasure.put(measure.id(), kind);
                }
            }
            versions.newest().claims().forEach(claim -> claims.put(claim.id(), claim));
        }
    }

    /** The catalogue on the class path. */
    public static CatalogueService onClassPath() {
        return onClassPath(RuleService.onClassPath());
    }

    static CatalogueService onClassPath(RuleService rules) {
        return new CatalogueService(CatalogueReader.read(), rules);
    }

    /** The newest version of a kind of record, or one of the sources: session, survey, opinion, unit, committee. */
    public Optional<Kind> kind(String id) {
        return kind(id, null);
    }

    /** The kind as a record of that version was written; null where the version was not told. */
    public Optional<Kind> kind(String id, @Nullable Integer version) {
        return Optional.ofNullable(read.kinds().get(id)).map(versions -> versions.of(version));
    }

    /** The kind of record as it is offered for new ones on the day. */
    public Optional<Kind> offered(String id, LocalDate day) {
        return Optional.ofNullable(read.kinds().get(id))
                .filter(versions -> !versions.newest().builtIn())
                .flatMap(versions -> versions.offeredOn(day));
    }

    /** All kinds of record with their versions, by id; without the sources. */
    public List<Versions> kinds() {
        return read.kinds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .filter(versions -> !versions.newest().builtIn())
                .toList();
    }

    public List<Group> groups() {
        return read.groups();
    }

    /** The newest definition of a measure. */
    public Optional<Measure> measure(String id) {
        return Optional.ofNullable(measures.get(id));
    }

    /** The newest version of a kind that has the measure. */
    public Kind kindOf(Measure measure) {
        return of(kindOfMeasure, measure.id());
    }

    public Claim claim(String id) {
        return of(claims, id);
    }

    /** The sentences of the newest versions: a report is written in the words of today. */
    public Collection<Claim> claims() {
        return claims.values();
    }

    public MeasureUnit measureUnit(String id) {
        return of(read.measureUnits(), id);
    }

    public boolean hasMeasureUnit(String id) {
        return read.measureUnits().containsKey(id);
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
