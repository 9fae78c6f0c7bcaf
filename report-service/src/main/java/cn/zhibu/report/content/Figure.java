package cn.zhibu.report.content;

import cn.zhibu.catalogue.Claim.Rounding;
import cn.zhibu.catalogue.Claim.Window;
import cn.zhibu.words.Words;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;

/** A number with what it rests on: records, or the rules that ask for it. */
public record Figure(
        String id,
        BigDecimal value,
        @JsonProperty("unit") String measureUnit,
        Words shown,
        Rounding rounding,
        Window window,
        List<String> rules,
        List<Proof> records) {}
