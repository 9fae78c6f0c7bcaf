package cn.zhibu.activity.plan;

/** As what a meeting is planned: the forms of sessions. */
public enum MeetingForm {
    BRANCH_ASSEMBLY,
    COMMITTEE_MEETING,
    GROUP_MEETING,
    PARTY_LECTURE,
    THEME_PARTY_DAY,
    ORG_LIFE_MEETING,
    MEMBER_APPRAISAL
}
