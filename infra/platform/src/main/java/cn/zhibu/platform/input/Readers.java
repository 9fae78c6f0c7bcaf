package cn.zhibu.platform.input;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** How each kind of value is read from JSON: from the token it is written with and from no other. */
final class Readers extends SimpleModule {

    private static final long serialVersionUID = 1L;

    Readers() {
        super("zhibu-input");
        text(String.class, text -> text);
        text(LocalDate.class, Dates::read);
        text(LocalTime.class, typed -> moment(() -> LocalTime.parse(typed)));
        text(
                LocalDateTime.class,
                typed -> moment(() -> {
                    var time = LocalDateTime.parse(typed);
                    Dates.within(time.toLocalDate(), Dates.EARLIEST, Dates.LATEST);
                    return time;
                }));
        text(
                Instant.class,
                typed -> moment(() -> {
                    var time = Instant.parse(typed);
                    Dates.within(
                            LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), 86_400L)),
                            Dates.EARLIEST,
                            Dates.LATEST);
                    return time.atOffset(ZoneOffset.UTC).toInstant();
                }));
        number(BigDecimal.class, number -> number);
        number(Integer.class, number -> (int) Numbers.whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
        number(Long.class, number -> Numbers.whole(number, Long.MIN_VALUE, Long.MAX_VALUE));
        number(Number.class, number -> number);
        addDeserializer(Boolean.class, new TrueOrFalse());
        addKeyDeserializer(String.class, new Name());
    }

    /** Only days are read otherwise than usual. */
    static SimpleModule tolerant() {
        return new SimpleModule("zhibu-tolerant")
                .addDeserializer(
                        LocalDate.class,
                        new Value<>(LocalDate.class, false, day -> Dates.tolerated(LocalDate.parse(day))));
    }

    private static <T> T moment(java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (DateTimeException notOne) {
            throw new InputFault("NOT_A_TIME");
        }
    }

    private <T> void text(Class<T> type, Function<String, T> read) {
        addDeserializer(type, new Value<>(type, false, read));
    }

    private <T> void number(Class<T> type, Function<BigDecimal, T> read) {
        addDeserializer(type, new Value<>(type, true, typed -> read.apply(Numbers.read(typed))) {
            @Override
            T ofNumber(String token) {
                return read.apply(Numbers.ofJson(token));
            }
        });
    }

    /** A value written as text or, where it is one, as a number; empty text is no value. */
    private static class Value<T> extends StdScalarDeserializer<T> {

        private final boolean number;
        private final transient Function<String, T> read;

        Value(Class<T> type, boolean number, Function<String, T> read) {
            super(type);
            this.number = number;
            this.read = read;
        }

        T ofNumber(String token) {
            throw new InputFault("NOT_TEXT");
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            var token = json.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                var text = Texts.read(json.getString());
                return text == null ? null : read.apply(text);
            }
            if (number && token != null && token.isNumeric()) {
                return ofNumber(json.getString());
            }
            @SuppressWarnings("unchecked")
            T never = (T) context.handleUnexpectedToken(getValueType(context), json);
            return never;
        }
    }

    private static final class TrueOrFalse extends StdScalarDeserializer<Boolean> {

        TrueOrFalse() {
            super(Boolean.class);
        }

        @Override
        public @Nullable Boolean deserialize(JsonParser json, DeserializationContext context) {
            var token = json.currentToken();
            if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                return token == JsonToken.VALUE_TRUE;
            }
            if (token == JsonToken.VALUE_STRING && Texts.read(json.getString()) == null) {
                return null;
            }
            return (Boolean) context.handleUnexpectedToken(getValueType(context), json);
        }
    }

    /** The name of a value in a map; an empty one names nothing. */
    private static final class Name extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return Objects.requireNonNullElse(Texts.read(key), "");
        }
    }
}
