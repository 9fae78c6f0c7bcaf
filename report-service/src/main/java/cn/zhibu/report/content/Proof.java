package cn.zhibu.report.content;

import cn.zhibu.words.Words;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;

/** One record behind a figure, in the version that was counted. */
public record Proof(
        String id,
        String type,
        @JsonProperty("source") String kind,
        LocalDate date,
        long sequence,
        BigDecimal quantity,
        @JsonProperty("unit") String measureUnit,
        Words summary) {}
