<#-- Who can help, on the pages where one signs in; with mail, the provider's own link says it. -->
<#macro content>
<#if ["login", "login-username", "login-password"]?seq_contains((pageId!"")?remove_ending(".ftl")) && !realm.resetPasswordAllowed>
<p id="zhibu-forgotten">${msg("forgotten")}</p>
</#if>
</#macro>
