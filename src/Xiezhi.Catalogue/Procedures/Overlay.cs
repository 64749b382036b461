using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>What a province, a city or a county lays over one edition: fillings of open lengths, commitments, inner steps, kinds of finding, finer codes, papers of its
/// organs, which organ it is, hours, titles, doubts.</summary>
internal sealed class Overlay
{
    private static readonly string[] Keys =
        ["source", "in-force", "fill", "promise", "steps", "findings", "code-lists", "documents", "organs", "office-hours", "mail-grace", "titles", "doubt"];

    // What concerns cases of other organs as well is for the city to say.
    private static readonly string[] OfCounties = ["source", "in-force", "fill", "promise", "steps", "doubt"];
    private readonly Diagnostics diagnostics;
    private readonly Fields fields;
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <param name="fileDay">The day in the file's name.</param>
    /// <param name="region">The county for the cases of whose organs it holds; null where it holds in the whole city.</param>
    public Overlay(YamlMap file, DateOnly fileDay, ImmutableArray<byte> bytes, Region? region, Diagnostics diagnostics)
    {
        In = region;
        this.diagnostics = diagnostics;
        Bytes = bytes;
        From = fileDay;
        foreach (var pair in file.Pairs)
        {
            if (region is not null && Keys.Contains(pair.Key.Text) && !OfCounties.Contains(pair.Key.Text))
            {
                diagnostics.Error(pair.Key.At, Rule.Overlay, $"'{pair.Key.Text}' concerns every organ of the city; let the city lay it over (a county has {string.Join(", ", OfCounties)})");
            }
        }

        fields = new Fields(file, diagnostics, "an overlay", Keys);
        fields.Need("source");
        fields.Need("in-force");
        if (fields.Section("in-force") is { } section)
        {
            var days = new Fields(section, diagnostics, "in-force of an overlay", "from", "to");
            days.Need("from");
            days.Day("to");
            if (days.Day("from") is { } from && from != fileDay)
            {
                diagnostics.Error(days["from"]!.At, Rule.FileName,
                    $"the overlay is in force from {from:yyyy-MM-dd}, its file is named {fileDay:yyyy-MM-dd}.yaml; let them agree");
            }
        }

        if (fields["doubt"] is YamlScalar doubt) { diagnostics.Warn(doubt.At, Rule.Doubt, doubt.Text); }
    }

    /// <summary>The county for the cases of whose organs it holds; null where it holds in the whole city.</summary>
    public Region? In { get; }
    public DateOnly From { get; }
    public ImmutableArray<byte> Bytes { get; }
    public Place At => fields.At;

    /// <summary>Hours in which the procedure's clocks by the minute run; null where those of organ and city hold.</summary>
    public YamlNode? OfficeHours => fields["office-hours"];

    /// <summary>Days that the procedure waits for the post; null where the city's hold.</summary>
    /// <param name="least">The city's own: nobody gets less.</param>
    public int? MailGrace(int least)
    {
        if (!fields.Has("mail-grace")) { return null; }
        var days = fields.Number("mail-grace", least);
        if (days >= least) { return days; }
        diagnostics.Error(fields["mail-grace"]!.At, Rule.Overlay, $"the city waits {least} days for the post everywhere; write {least} or more, or leave it out");
        return null;
    }

    /// <summary>The pairs of a section; none where it is left out.</summary>
    public ImmutableArray<YamlPair> Section(string key) => fields.Section(key)?.Pairs ?? [];

    /// <summary>What fills the open length of a limit: a length, or a mapping of codes; null when nothing does.</summary>
    public YamlNode? Length(string limit) => Fill(limit) switch
    {
        YamlMap map when map["within"] is { } within => Used(limit, within),
        YamlMap map when map["ahead"] is { } ahead => Used(limit, ahead),
        YamlMap map when map["up-to"] is not null => null,
        { } node => Used(limit, node),
        null => null,
    };

    /// <summary>What fills the open cap of a limit's extension, or null.</summary>
    public YamlNode? ExtensionCap(string limit) => (Fill(limit) as YamlMap)?["up-to"] is { } cap ? Used(limit, cap) : null;

    /// <summary>The doubt that the overlay says about its value of a limit, with whether it settles the law's own doubt.</summary>
    public (string? Doubt, bool Settled) DoubtOf(string limit)
    {
        switch (fields["doubt"])
        {
            case YamlScalar all: return (all.Text, false);
            case YamlMap map when map[limit] is YamlScalar one:
                diagnostics.Warn(one.At, Rule.Doubt, $"{limit}: {one.Text}");
                return (one.Text, false);
            case YamlMap map when map[limit] is YamlMap: return (null, true);
            default: return (null, false);
        }
    }

    /// <summary>Reports fillings that nothing took: the limit is not there, or the law leaves nothing open in it.</summary>
    public void ReportUnused(Ids limits)
    {
        foreach (var pair in fields.Section("fill")?.Pairs ?? [])
        {
            if (limits.Resolve(pair.Key) >= 0 && !used.Contains(pair.Key.Text))
            {
                diagnostics.Error(pair.Key.At, Rule.Overlay,
                    $"the law leaves nothing open in the limit '{pair.Key.Text}'; write a shorter commitment under 'promise'");
            }
        }
    }

    private YamlNode? Fill(string limit) => fields.Section("fill")?[limit];

    private YamlNode Used(string limit, YamlNode node)
    {
        used.Add(limit);
        return node;
    }
}
