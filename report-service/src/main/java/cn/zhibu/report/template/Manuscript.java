package cn.zhibu.report.template;

import cn.zhibu.catalogue.Outline;
import cn.zhibu.report.content.Content;
import java.time.LocalDate;
import java.util.Map;

/**
 * What is to be set as a paper.
 *
 * @param day on which rules are cited as they read
 * @param topics of meetings and surveys, by their ids, for the index of evidence
 */
public record Manuscript(
        Outline outline, Content content, Signature signature, LocalDate day, Map<String, String> topics) {}
