package cn.zhibu.report.template;

/** Sets a paper as a Word file; what does it can be replaced without anybody noticing. */
interface ReportRenderer {

    byte[] render(Paper paper);
}
