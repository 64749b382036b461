using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Xiezhi.Ledger.Notes;
using Xiezhi.Office.Events;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Features.Feeds;

/// <summary>Published items as an Atom feed (RFC 4287): decisions that the catalogue calls public, and the yearly reports.</summary>
/// <param name="Text">The feed.</param>
/// <param name="Updated">The day of the newest item, as it began in Beijing.</param>
internal sealed record PublishedFeed(byte[] Text, DateTimeOffset Updated)
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private sealed record Item(string Key, string Title, string Summary, DateTimeOffset Updated, string Address, string Category);

    /// <param name="published">The newest first.</param>
    /// <param name="address">Of the site, without a slash at its end.</param>
    public static PublishedFeed Of(ImmutableArray<CaseEvent> published, ISite site, string address)
    {
        var origin = Checkpoint.Parse(SignedNote.Parse(site.Head.Note).Text).Origin;
        var city = site.Book.City.Title;
        var items = published.Select(Decision)
            .Concat(site.Holdings.Years.Select(year => new Item($"report/{year}", $"{city.Zh}{year}年度法治政府建设报告", $"The report of {city.En} for {year}", At(new DateOnly(year + 1, 1, 1)), $"/report/{year}", "report")))
            .OrderByDescending(item => item.Updated).ThenByDescending(item => item.Key, StringComparer.Ordinal).ToList();
        // Without an item the feed is as old as the law that the city keeps.
        var updated = items.Count > 0 ? items[0].Updated : At(site.Book.Editions.Min(edition => edition.From));
        var text = new MemoryStream();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, "zh-CN");
            xml.WriteElementString("id", Atom, IdOf(origin, "published"));
            xml.WriteElementString("title", Atom, $"{city.Zh} · 依法公开");
            xml.WriteElementString("updated", Atom, Iso(updated));
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, city.Zh);
            xml.WriteEndElement();
            Link(xml, "self", address + FeedEndpoints.Published, "application/atom+xml");
            Link(xml, "alternate", address + "/", "text/html");
            foreach (var item in items)
            {
                xml.WriteStartElement("entry", Atom);
                xml.WriteElementString("id", Atom, IdOf(origin, item.Key));
                xml.WriteElementString("title", Atom, item.Title);
                xml.WriteElementString("updated", Atom, Iso(item.Updated));
                xml.WriteStartElement("category", Atom);
                xml.WriteAttributeString("term", item.Category);
                xml.WriteEndElement();
                Link(xml, "alternate", address + item.Address, "text/html");
                xml.WriteElementString("summary", Atom, item.Summary);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return new PublishedFeed(text.ToArray(), updated);
    }

    private static Item Decision(CaseEvent what)
    {
        var outcome = what.Edition.FindOutcome(what.Outcome!)!.Title;
        return new Item($"leaf/{what.Leaf}", $"{what.Number} {what.Edition.Title.Zh}：{outcome.Zh}", $"{what.Edition.Title.En}: {outcome.En}; {what.Keeper.Title.En}", At(what.Recorded), CaseAddress.Of(what.Number),
            what.Edition.Procedure);
    }

    private static void Link(XmlWriter xml, string rel, string href, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    /// <summary>The same item has the same id for ever, whatever address the site has.</summary>
    private static string IdOf(string origin, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{origin}/{key}"));
        // A UUID of version 8: the bits are the house's own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Beijing);

    private static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
