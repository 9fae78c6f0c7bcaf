package cn.zhibu.activity.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Field.Option;
import cn.zhibu.catalogue.Field.Privacy;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.catalogue.Field.When;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFormTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static final Words NAMES = new Words("名", "name");

    private static Field field(String id, Type type, boolean required, BigDecimal min, BigDecimal max, When when) {
        var options = type == Type.CHOICE
                ? List.of(new Option("money", NAMES), new Option("goods", NAMES))
                : List.<Option>of();
        var privacy = List.of("note", "who").contains(id) ? Privacy.RESTRICTED : Privacy.INTERNAL;
        return new Field(id, type, required, privacy, NAMES, null, options, min, max, null, when);
    }

    private static final Kind KIND = new Kind(
            "k",
            1,
            null,
            NAMES,
            "g",
            "k",
            null,
            null,
            null,
            null,
            List.of(
                    field("partner", Type.PARTY, true, null, null, null),
                    field("form", Type.CHOICE, true, null, null, null),
                    field(
                            "amount",
                            Type.MONEY,
                            true,
                            new BigDecimal("0.01"),
                            new BigDecimal("1000"),
                            new When("form", "money")),
                    field("count", Type.INTEGER, true, BigDecimal.ONE, null, new When("form", "goods")),
                    field("on", Type.DATE, false, null, null, null),
                    field("title", Type.TEXT, false, null, new BigDecimal("5"), null),
                    field("done", Type.BOOLEAN, false, null, null, null),
                    field("who", Type.PERSON, false, null, new BigDecimal("4"), null),
                    field("note", Type.LONG_TEXT, false, null, null, null)),
            NAMES,
            List.of(),
            List.of());

    private static RecordForm form(Object... pairs) {
        var typed = new HashMap<String, Object>(Map.of("partner", Map.of("name", "某园"), "form", "money", "amount", 5));
        for (int i = 0; i < pairs.length; i += 2) {
            typed.put((String) pairs[i], pairs[i + 1]);
        }
        return RecordForm.of(KIND, TODAY, typed, TODAY);
    }

    private static List<String> codes(RecordForm form) {
        return form.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    @Test
    void whatIsRightIsKeptAndWhatIsRestrictedIsKeptApart() {
        var form = form("note", " 密 ", "title", " 标题 ", "done", true, "on", "2025-01-31");
        assertThat(form.faults()).isEmpty();
        assertThat(form.values())
                .containsEntry("title", "标题")
                .containsEntry("done", true)
                .doesNotContainKey("note");
        assertThat(form.restricted()).containsEntry("note", "密");
    }

    @ParameterizedTest
    @CsvSource({
        "amount,0,TOO_SMALL",
        "amount,1000.01,TOO_LARGE",
        "amount,1.005,TOO_MANY_DECIMALS",
        "amount,viel,NOT_A_NUMBER",
        "form,other,NOT_AN_OPTION",
        "on,31.1.2025,NOT_A_DATE",
        "title,123456,TOO_LONG",
        "done,ja,NOT_YES_OR_NO",
        "on,2026-03-01T00:00:00Z,NOT_A_DATE",
        "on,+999999999-01-01,NOT_A_DATE",
        "on,45717,NOT_A_DATE",
        "on,0001-01-01,TOO_EARLY",
        "amount,1e999999999,NOT_A_NUMBER",
        "amount,'3,00',NOT_A_NUMBER",
        "title,𠮷𠮷𠮷𠮷𠮷𠮷,TOO_LONG",
        "title,'a\nb',NOT_ONE_LINE",
        "title,'a\ud800',UNPRINTABLE",
        "count,3,NOT_ASKED",
        "stranger,1,UNKNOWN_FIELD",
        "who,一二三四五,TOO_LONG",
        "who,'王\n芳',NOT_ONE_LINE",
        "partner,某园,REQUIRED"
    })
    void eachFaultIsNamedAtItsField(String field, String value, String code) {
        assertThat(codes(form(field, value))).contains("/values/" + field + " " + code);
    }

    @Test
    void textAndMoneyAreTakenAsTheyAreShown() {
        var form = form("amount", "１,０００.00", "title", "\u3000𠮷𠮷𠮷𠮷𠮷\u00a0");
        assertThat(codes(form)).isEmpty();
        assertThat(form.values().get("amount")).isEqualTo(new BigDecimal("1000"));
        assertThat(form.values()).containsEntry("title", "𠮷𠮷𠮷𠮷𠮷");
        assertThat(codes(form("amount", Double.parseDouble("1e300"))))
                .containsExactly("/values/amount TOO_MANY_DIGITS");
    }

    @Test
    void whoIsNamedIsKeptApart() {
        var form = form("who", " 王芳 ", "note", "密");
        assertThat(form.faults()).isEmpty();
        assertThat(form.values()).doesNotContainKey("who");
        assertThat(form.restricted()).containsEntry("who", "王芳");
        assertThat(form.persons()).containsOnly(Map.entry("who", "王芳"));
        assertThat(form("note", "密").persons()).isEmpty();
    }

    @Test
    void aFieldIsAskedForOnlyWhereItApplies() {
        assertThat(codes(form("form", "goods", "amount", "", "count", "12"))).isEmpty();
        assertThat(codes(form("form", "goods", "amount", null))).containsExactly("/values/count REQUIRED");
        assertThat(codes(form("form", "goods", "amount", null, "count", "1.5")))
                .containsExactly("/values/count NOT_AN_INTEGER");
    }

    @Test
    void nothingIsEnteredBeforeItHappened() {
        var form = RecordForm.of(
                KIND, TODAY.plusDays(1), Map.of("partner", Map.of("unit", "u"), "form", "money", "amount", 5), TODAY);
        assertThat(form.faults()).extracting(FieldFault::code).containsExactly("IN_THE_FUTURE");
        assertThat(form.parties()).containsEntry("u", "/values/partner");
    }
}
