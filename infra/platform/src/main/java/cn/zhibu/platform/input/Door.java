package cn.zhibu.platform.input;

import com.fasterxml.jackson.annotation.Nulls;
import jakarta.validation.Configuration;
import jakarta.validation.constraints.Size;
import java.beans.PropertyEditorSupport;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.internal.constraintvalidators.bv.size.SizeValidatorForCollection;
import org.hibernate.validator.internal.constraintvalidators.bv.size.SizeValidatorForMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.PropertyEditorRegistry;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The one door for everything that people and programs send: bodies, parameters of the address, and their limits. */
public final class Door {

    private Door() {}

    /** The mapper for bodies. Null, empty and absent are the same, in lists and maps too. */
    public static JsonMapper strict(JsonMapper usual) {
        return usual.rebuild()
                .addModule(new Readers())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(
                        LogicalType.Enum,
                        shapes -> shapes.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull)
                                .setAcceptBlankAsEmpty(true))
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.SKIP))
                .build();
    }

    /** The mapper for events, which may tell of days from before the door was strict: the nearest that can be computed with. */
    public static JsonMapper tolerant(JsonMapper usual) {
        return usual.rebuild().addModule(Readers.tolerant()).build();
    }

    /** The same rules for what stands in the address: editors, since what a converter refuses is tried otherwise. */
    public static void register(PropertyEditorRegistry editors) {
        text(editors, String.class, typed -> typed);
        text(editors, LocalDate.class, Dates::read);
        text(editors, Integer.class, typed ->
                (int) Numbers.whole(Numbers.read(typed), Integer.MIN_VALUE, Integer.MAX_VALUE));
        text(editors, Long.class, typed -> Numbers.whole(Numbers.read(typed), Long.MIN_VALUE, Long.MAX_VALUE));
        editors.registerCustomEditor(List.class, new Texted(Door::list));
    }

    private static void text(PropertyEditorRegistry editors, Class<?> type, Function<String, Object> read) {
        editors.registerCustomEditor(type, new Texted(given -> {
            var text = Texts.read(String.valueOf(given));
            return text == null ? null : read.apply(text);
        }));
    }

    /** Several texts under one name, separated by commas or repeated; empty ones are none. */
    private static List<String> list(Object given) {
        var all = given instanceof Collection<?> repeated
                ? repeated
                : List.of(String.valueOf(given).split(","));
        return all.stream()
                .map(typed -> Texts.read(String.valueOf(typed)))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** {@code @Size} of a text counts characters, not halves of them. */
    public static void count(Configuration<?> configuration) {
        if (configuration instanceof HibernateValidatorConfiguration hibernate) {
            var mapping = hibernate.createConstraintMapping();
            mapping.constraintDefinition(Size.class)
                    .includeExistingValidators(false)
                    .validatedBy(Counted.class)
                    .validatedBy(SizeValidatorForCollection.class)
                    .validatedBy(SizeValidatorForMap.class);
            hibernate.addMapping(mapping);
        }
    }

    /** Makes a value of what was given; null, where nothing was. */
    private static final class Texted extends PropertyEditorSupport {

        private final Function<Object, @Nullable Object> read;

        Texted(Function<Object, @Nullable Object> read) {
            this.read = read;
        }

        @Override
        public void setAsText(@Nullable String typed) {
            setValue(typed);
        }

        @Override
        public void setValue(@Nullable Object given) {
            super.setValue(given == null ? null : read.apply(given));
        }
    }
}
