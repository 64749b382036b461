namespace Xiezhi.Law.Procedures;

/// <summary>Articles as papers and pages cite them in Chinese.</summary>
public static class ArticleText
{
    /// <summary><c>《中华人民共和国行政许可法》第四十二条</c>; an article that is no number stands as it is written.</summary>
    /// <param name="law">Title of the law.</param>
    /// <param name="article">As the procedure writes it: 42, 附则; empty when the whole law is meant.</param>
    public static string Chinese(string law, string article) => article.Length == 0 ? $"《{law}》"
        : int.TryParse(article, out var number) ? $"《{law}》第{Numeral(number)}条" : $"《{law}》{article}";

    /// <summary>The article on which something rests, by the title of its law.</summary>
    /// <param name="edition">The edition that cites it.</param>
    public static string Chinese(Basis basis, Edition edition)
    {
        foreach (var cited in edition.Laws)
        {
            if (cited.Law == basis.Law && cited.Edition == basis.Edition) { return Chinese(cited.Title.Zh, basis.Article); }
        }

        return Chinese(basis.Law, basis.Article);
    }

    /// <summary>As articles are numbered: 62 is 六十二.</summary>
    public static string Numeral(int number)
    {
        const string Digits = "零一二三四五六七八九";
        if (number is < 1 or > 9999) { return number.ToString(); }
        var text = "";
        var gap = false;
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / unit % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            text += (gap ? "零" : "") + (digit == 1 && unit == 10 && text.Length == 0 ? "" : Digits[digit]) + name;
            gap = false;
        }

        return text;
    }
}
