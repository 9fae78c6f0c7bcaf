package cn.zhibu.activity.roster;

import java.time.LocalDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** What happened to a member after joining, kept apart so that no order of arrival can lose it. */
@Document("turns")
record Turn(@Id String id, String member, String what, LocalDate on) {}
