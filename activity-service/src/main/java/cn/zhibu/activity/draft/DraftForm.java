package cn.zhibu.activity.draft;

/** The forms of which drafts are kept. Which record, survey or member a form is about stands in what is sealed. */
enum DraftForm {
    RECORD,
    RECORD_CORRECTION,
    MEETING,
    MEETING_CORRECTION,
    PLAN,
    PLAN_CHANGE,
    SURVEY,
    QUESTIONNAIRE,
    PAPERS,
    OPINION,
    OPINIONS,
    DISCLOSURE,
    NOTE,
    MEMBER,
    MEMBER_CORRECTION,
    REPORT_TEXT
}
