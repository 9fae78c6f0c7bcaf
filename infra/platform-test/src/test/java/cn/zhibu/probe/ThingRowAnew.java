package cn.zhibu.probe;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** The row of a thing as the second version of its listener reckons it. */
@Document("thing_rows_v2")
public record ThingRowAnew(@Id String id, int count, int doubled) {}
