package cn.zhibu.report.template;

import cn.zhibu.report.template.TemplateService.Paper;

/** Sets a paper as a Word file; what does it can be replaced without anybody noticing. */
interface ReportRenderer {

    byte[] render(Paper paper);
}
