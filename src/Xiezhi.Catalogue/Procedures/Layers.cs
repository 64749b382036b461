using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>What province, city and counties lay over one edition. A lower place may shorten for its organs what a higher one has filled in or promised, and nothing else of it.</summary>
/// <param name="upper">The province's and the city's, which hold in the whole city, the higher first.</param>
/// <param name="counties">Those that hold for the cases of a county's organs alone.</param>
internal sealed class Layers(ImmutableArray<Overlay> upper, ImmutableArray<Overlay> counties, Diagnostics diagnostics)
{
    /// <summary>All of their files, so that the edition's digest covers them.</summary>
    public IEnumerable<byte> Bytes => All.SelectMany(o => o.Bytes);

    public IEnumerable<(YamlPair Pair, Region? In)> Steps => All.SelectMany(o => o.Section("steps").Select(pair => (pair, o.In)));
    public IEnumerable<(YamlPair Pair, Region? In)> Promises => All.SelectMany(o => o.Section("promise").Select(pair => (pair, o.In)));

    /// <summary>The pairs of a section that holds in the whole city; where two places say something of one thing, the lower comes last.</summary>
    public IEnumerable<YamlPair> Section(string key) => upper.SelectMany(o => o.Section(key));

    /// <summary>Hours in which the procedure's clocks by the minute run; null where those of organ and city hold.</summary>
    public YamlNode? OfficeHours => upper.Select(o => o.OfficeHours).LastOrDefault(hours => hours is not null);

    /// <summary>Days that the procedure waits for the post; null where the city's hold.</summary>
    /// <param name="least">What the city waits everywhere: nobody gets less.</param>
    public int? MailGrace(int least) => upper.Select(o => o.MailGrace(least)).Max();

    /// <summary>Whether some place fills an opening of the limit.</summary>
    public bool Fills(string limit) => All.Any(o => o.Length(limit) is not null || o.ExtensionCap(limit) is not null);

    /// <summary>What fills the open length of a limit in the whole city; null when nothing does.</summary>
    /// <param name="party">Whether the limit binds a party: then what a higher place has given is not shortened.</param>
    public YamlNode? Length(string limit, bool party) => upper.Select(o => o.Length(limit)).Aggregate(default(YamlNode), (higher, lower) => Lower(limit, higher, lower, party));

    /// <summary>What fills it in single counties.</summary>
    public IEnumerable<(Region In, YamlNode Length)> LocalLengths(string limit, bool party)
    {
        var above = Length(limit, party);
        foreach (var county in counties) { if (Lower(limit, above, county.Length(limit), party) is { } length && county.Length(limit) is not null) { yield return (county.In!, length); } }
    }

    /// <summary>What fills the open cap of a limit's extension; null when nothing does.</summary>
    public YamlNode? ExtensionCap(string limit) => upper.Select(o => o.ExtensionCap(limit)).Aggregate(default(YamlNode), (higher, lower) => Lower(limit, higher, lower, party: false));

    /// <summary>The doubt that some place says about its value of a limit, with whether one settles the law's own doubt.</summary>
    public (string? Doubt, bool Settled) DoubtOf(string limit)
    {
        var all = All.Select(o => o.DoubtOf(limit)).ToList();
        return (all.Select(d => d.Doubt).FirstOrDefault(d => d is not null), all.Exists(d => d.Settled));
    }

    public void ReportUnused(Ids limits)
    {
        foreach (var overlay in All) { overlay.ReportUnused(limits); }
    }

    private IEnumerable<Overlay> All => upper.Concat(counties);

    /// <summary>The lower place's length over the higher one's: a single length, or one for each code.</summary>
    private YamlNode? Lower(string limit, YamlNode? higher, YamlNode? lower, bool party)
    {
        if (higher is null || lower is null) { return lower ?? higher; }
        switch (higher, lower)
        {
            case (YamlMap above, YamlMap below):
                foreach (var pair in below.Pairs) { _ = Lower(limit, above[pair.Key.Text], pair.Value, party); }
                return new YamlMap(below.At, [.. below.Pairs, .. above.Pairs.Where(p => below[p.Key.Text] is null)]);
            case (YamlScalar above, YamlScalar below):
                if (above.Text == below.Text) { return below; }
                if (party) { diagnostics.Error(below.At, Rule.Overlay, $"'{limit}' binds a party, to whom a higher place gives {above.Text}; a lower one takes nothing of it away"); }
                else if (!Law.Time.Length.TryParse(above.Text, out var given) || !Law.Time.Length.TryParse(below.Text, out var own) || EditionDraft.IsLonger(own, given))
                {
                    diagnostics.Error(below.At, Rule.Overlay, $"a higher place fills '{limit}' with {above.Text}, and {below.Text} is not shorter; a lower place may only shorten it, in the same kind of days");
                }

                return below;
            default:
                diagnostics.Error(lower.At, Rule.Overlay, $"a higher place fills '{limit}' by {(higher is YamlMap ? "code" : "one length")}; fill it here in the same way");
                return higher;
        }
    }
}
