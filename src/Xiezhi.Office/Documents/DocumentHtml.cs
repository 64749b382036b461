using System.Net;
using System.Text;

namespace Xiezhi.Office.Documents;

/// <summary>A document as a piece of a page. Everything in it is escaped; the page brings styles and the frame.</summary>
public static class DocumentHtml
{
    /// <summary>An <c>article</c> of class <c>paper</c>.</summary>
    public static string Write(RenderedDocument document)
    {
        var html = new StringBuilder("<article class=\"paper\" lang=\"zh-CN\">\n");
        html.Append("<header><p class=\"issuer\">").Append(Text(document.Issuer)).Append("</p>\n<h2>").Append(Text(document.Title)).Append("</h2>\n<p class=\"number\">")
            .Append(Text(document.Number)).Append("</p></header>\n");
        if (document.Recipient is { } recipient) { html.Append("<p class=\"recipient\">").Append(Text(recipient)).Append("：</p>\n"); }
        foreach (var line in document.Lines)
        {
            html.Append(line.Heading ? "<h3>" : "<p>").Append(Text(line.Text)).Append(line.Heading ? "</h3>\n" : "</p>\n");
        }

        html.Append("<footer><p class=\"signature\">").Append(Text(document.Signature)).Append("</p>\n<p class=\"day\"><time datetime=\"").Append($"{document.Day:yyyy-MM-dd}").Append("\">")
            .Append(Text(DocumentModel.Day(document.Day))).Append("</time></p>");
        if (document.Notice is { } notice) { html.Append("\n<p class=\"notice\">").Append(Text(notice)).Append("</p>"); }
        return html.Append("</footer>\n</article>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
