package cn.zhibu.activity.session;

import java.time.LocalDate;
import java.util.Set;

/** A session as other features name it: whose it is, of which forms, and when. */
public record HeldSession(String id, String unit, LocalDate date, Set<String> forms) {}
