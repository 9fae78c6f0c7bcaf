package cn.zhibu.probe;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** What the probe's own listener has heard of a thing. */
@Document("thing_rows_v1")
public record ThingRow(@Id String id, int count) {}
